// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant ISSUED = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void endsATenthOfTheLifeEarly() {
        assertThat(fresh(Duration.ofMinutes(10), Duration.ofSeconds(539))).isTrue();
        assertThat(fresh(Duration.ofMinutes(10), Duration.ofSeconds(540))).isFalse();
    }

    @Test
    void endsAtMostFiveMinutesEarly() {
        assertThat(fresh(Duration.ofDays(1), Duration.ofDays(1).minusMinutes(6))).isTrue();
        assertThat(fresh(Duration.ofDays(1), Duration.ofDays(1).minusMinutes(5))).isFalse();
    }

    @Test
    void recognisesATokenByItsFingerprint() {
        assertThat(Fingerprint.of("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Fingerprint.matches(Fingerprint.of("abc"), "abc")).isTrue();
        assertThat(Fingerprint.matches(Fingerprint.of("abc"), "abd")).isFalse();
        assertThat(Fingerprint.matches("", "abc")).isFalse();
    }

    private static boolean fresh(Duration life, Duration age) {
        return Freshness.isFresh(ISSUED, ISSUED.plus(life), ISSUED.plus(age));
    }
}
