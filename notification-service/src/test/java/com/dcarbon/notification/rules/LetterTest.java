// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;

class LetterTest {
    private static final URI PAGE = URI.create("https://app.example/facilities/1");

    @Test
    void saysTheSameInTextAndHtmlWithOneButton() {
        Letter letter = Letter.of(Notice.authorizationSucceeded("Sunny Yard", "PG&E"), "Olivia Owner", "Open it", PAGE);

        assertThat(letter.subject()).isEqualTo("PG&E is connected to Sunny Yard");
        assertThat(letter.text()).startsWith("Hello Olivia Owner,")
                .contains("The authorization with PG&E succeeded")
                .contains("Open it: https://app.example/facilities/1");
        assertThat(letter.html()).contains("Hello Olivia Owner,")
                .contains("The authorization with PG&amp;E succeeded")
                .containsOnlyOnce("<a href=\"https://app.example/facilities/1\"")
                .containsOnlyOnce("<a ");
    }

    @Test
    void greetsWithoutANameIfThereIsNone() {
        Letter letter = Letter.of(Notice.authorizationSucceeded("Sunny Yard", "PG&E"), null, "Open it", PAGE);

        assertThat(letter.text()).startsWith("Hello,");
    }

    @Test
    void doesNotLetANameBecomeMarkup() {
        Letter letter = Letter.of(Notice.authorizationSucceeded("<img src=x onerror='a()'>", "\"PG&E\""),
                "<b>Olivia</b>", "Open it", PAGE);

        assertThat(letter.html()).doesNotContain("<img", "<b>", "\"PG&E")
                .contains("&lt;img src=x onerror=&#39;a()&#39;&gt;", "&quot;PG&amp;E&quot;");
    }

    @Test
    void doesNotLetANameBecomeAMailHeader() {
        Letter letter = Letter.of(Notice.authorizationSucceeded("Yard\r\nBcc: all@example.com\u2028", "PG&E"), "O\nO",
                "Open it", PAGE);

        assertThat(letter.subject()).isEqualTo("PG&E is connected to Yard Bcc: all@example.com");
        assertThat(letter.text()).startsWith("Hello O O,");
    }

    @Test
    void keepsEndlessNamesShort() {
        Notice notice = Notice.authorizationSucceeded("x".repeat(10_000), "PG&E");

        assertThat(notice.title()).hasSizeLessThan(500).endsWith("…");
    }

    @Test
    void tellsOfAFailureWhatToDo() {
        Notice notice = Notice.authorizationFailed("Sunny Yard", "PG&E", "It was cancelled. Start again.");

        assertThat(notice.kind()).isEqualTo("authorization_failed");
        assertThat(notice.body()).isEqualTo("Sunny Yard: It was cancelled. Start again.");
    }
}
