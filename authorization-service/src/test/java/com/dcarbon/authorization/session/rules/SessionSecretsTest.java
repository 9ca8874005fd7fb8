// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;

import org.junit.jupiter.api.Test;

class SessionSecretsTest {
    private final SessionSecrets secrets = SessionSecrets.random(new SecureRandom());

    @Test
    void areThreeDifferentValuesOf256Bits() {
        assertThat(secrets.state()).isNotEqualTo(secrets.binding()).isNotEqualTo(secrets.codeVerifier());
        assertThat(Base64.getUrlDecoder().decode(secrets.state())).hasSize(32);
        assertThat(secrets.codeVerifier()).as("RFC 7636, section 4.1").matches("[A-Za-z0-9._~-]{43,128}");
    }

    @Test
    void areTheSameAgainFromTheSameSeed() {
        SessionSecrets again = SessionSecrets.of(secrets.seed());
        assertThat(again.state()).isEqualTo(secrets.state());
        assertThat(again.binding()).isEqualTo(secrets.binding());
        assertThat(again.codeVerifier()).isEqualTo(secrets.codeVerifier());
    }

    @Test
    void differFromSessionToSession() {
        assertThat(SessionSecrets.random(new SecureRandom()).state()).isNotEqualTo(secrets.state());
    }

    @Test
    void doNotShowInLogs() {
        assertThat(secrets.toString()).doesNotContain(secrets.state(), secrets.seed(), secrets.binding());
        assertThat(new ConsentReturn.WithCode("canary").toString()).doesNotContain("canary");
    }
}
