// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"pat@example.com", "p@e.co", "Pat.O'Neil+solar@mail.example.co.uk", "_x-1@x-1.example",
            "a!#$%&*/=?^`{|}~@example.com", "x@xn--bcher-kva.example", "x@1.2.example"})
    void takesWhatMailServersTake(String address) {
        assertThat(EmailAddress.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pat", "pat@", "@example.com", "pat@example", "pat@@example.com",
            "pat@example.com,sue@example.com", "pat@example.com sue@example.com", "pat@example.com;sue@example.com",
            "Pat <pat@example.com>", "<pat@example.com>", "pat@example.com\r\nBcc: sue@example.com",
            "pat\n@example.com", "pat@example.com\u0000", "pat\t@example.com", ".pat@example.com",
            "pat.@example.com", "p..t@example.com", "pat@-example.com", "pat@example-.com", "pat@.example.com",
            "pat@example..com", "pat@example.com.", "pat@127.0.0.1", "pat@[127.0.0.1]", "\"pat\"@example.com",
            "p\u00e4t@example.com", "pat@ex\u0430mple.com", "javascript:alert(1)@example.com", "pat@exa_mple.com",
            "mailto:pat@example.com"})
    void refusesWhatIsNotOneAddress(String address) {
        assertThat(EmailAddress.isValid(address)).isFalse();
    }

    @Test
    void refusesWhatIsTooLong() {
        String domain = "@" + "abcdefgh.".repeat(21) + "com";
        assertThat(EmailAddress.isValid("p".repeat(254 - domain.length()) + domain)).isTrue();
        assertThat(EmailAddress.isValid("p".repeat(255 - domain.length()) + domain)).isFalse();
        assertThat(EmailAddress.isValid("p".repeat(64) + "@example.com")).isTrue();
        assertThat(EmailAddress.isValid("p".repeat(65) + "@example.com")).isFalse();
        assertThat(EmailAddress.isValid("pat@" + "e".repeat(64) + ".com")).isFalse();
        assertThat(EmailAddress.isValid("p.".repeat(100_000))).isFalse();
    }

    @Test
    void knowsAMailboxByWhateverLetters() {
        assertThat(EmailAddress.same("Pat@Example.COM", " pat@example.com")).isTrue();
        assertThat(EmailAddress.same("pat@example.com", "sue@example.com")).isFalse();
        assertThat(EmailAddress.same(null, null)).isFalse();
        assertThat(EmailAddress.same("pat@example.com", null)).isFalse();
    }
}
