// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PkceTest {

    @Test
    void makesTheChallengeOfTheStandardsExample() {
        // RFC 7636, appendix B.
        assertThat(new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void makesVerifiersOfTheAllowedFormThatDiffer() {
        String verifier = Pkce.random().verifier();
        assertThat(verifier).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(Pkce.random().verifier());
        assertThat(Pkce.random().toString()).isEqualTo("Pkce");
    }
}
