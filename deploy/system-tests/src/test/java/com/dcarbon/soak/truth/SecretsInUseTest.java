// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInUseTest {
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1In0.c2lnbmF0dXJl_-x";

    private final SecretsInUse secrets = SecretsInUse.of(List.of(TOKEN, "9f86d081884c7d659a2f"));

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"access_token\":\"" + TOKEN + "\"}", "Authorization: Bearer " + TOKEN,
            "?code=9f86d081884c7d659a2f&state=x",
            "sent " + TOKEN + ".", "(1,9f86d081884c7d659a2f,2)"})
    void findsOneWhateverStandsAroundIt(String text) {
        assertThat(secrets.in(text)).hasSize(1);
    }

    @Test
    void takesNothingElseForOne() {
        assertThat(secrets.in("sha256:" + TOKEN.substring(1) + " 019ab0e2-6b1c-7c3e-9d55-1f6f0e0f3a01")).isEmpty();
    }
}
