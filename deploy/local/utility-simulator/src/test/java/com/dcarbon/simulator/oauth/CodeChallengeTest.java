// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeChallengeTest {
    // RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void matchesTheExampleOfTheStandard() {
        assertThat(CodeChallenge.matches(CHALLENGE, VERIFIER)).isTrue();
    }

    @Test
    void refusesAnotherVerifierAndNone() {
        assertThat(CodeChallenge.matches(CHALLENGE, VERIFIER + "x")).isFalse();
        assertThat(CodeChallenge.matches(CHALLENGE, null)).isFalse();
    }

    @Test
    void isNotNeededUnlessAskedForButThenNotInvented() {
        assertThat(CodeChallenge.matches(null, null)).isTrue();
        assertThat(CodeChallenge.matches(null, VERIFIER)).isFalse();
    }
}
