// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.session.rules.ConsentReturn;

class FormReturnTest {

    @Test
    void pointsToAConsent() {
        assertThat(FormReturn.of(Map.of("referral", List.of("4c1f")))).isEqualTo(new ConsentReturn.WithPointer("4c1f"));
    }

    @ParameterizedTest
    @CsvSource({"access_denied, USER_CANCELLED", "access_invalid, BAD_CREDENTIALS", "access_locked, ACCOUNT_LOCKED",
            "incomplete_registration, NO_ONLINE_ACCOUNT", "utility_down, UTILITY_MAINTENANCE",
            "server_error, PROVIDER_DOWN", "temporarily_unavailable, PROVIDER_DOWN", "invalid_request, CONFIG_ERROR",
            "unauthorized_client, CONFIG_ERROR", "invalid_scope, CONFIG_ERROR", "something_new, UNKNOWN_ERROR"})
    void saysWhyThereIsNoConsentWhateverElseComes(String error, FailureCode why) {
        assertThat(FormReturn.of(Map.of("referral", List.of("4c1f"), "error", List.of(error))))
                .isEqualTo(new ConsentReturn.WithoutConsent(why, why == FailureCode.UNKNOWN_ERROR ? null : error));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a&b", "../x"})
    void takesNoOddReferral(String referral) {
        assertThat(FormReturn.of(Map.of("referral", List.of(referral))))
                .isEqualTo(new ConsentReturn.WithoutConsent(FailureCode.PROTOCOL_ERROR));
        assertThat(FormReturn.of(Map.of("referral", List.of("4c1f", "4c1f"))))
                .isEqualTo(new ConsentReturn.WithoutConsent(FailureCode.PROTOCOL_ERROR));
    }
}
