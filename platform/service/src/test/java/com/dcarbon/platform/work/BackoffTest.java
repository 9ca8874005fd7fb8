// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 5", "2, 10", "3, 20", "8, 640", "9, 900", "1000000, 900"})
    void doublesUpToTheCap(int failures, int seconds) {
        assertThat(backoff.delay(failures, () -> 1)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void spreadsOverTheWholeWait() {
        assertThat(backoff.delay(3, () -> 0)).isZero();
        assertThat(backoff.delay(3, () -> 0.5)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void waitsAsLongAsTheOtherSideWishesButNeverLess() {
        assertThat(backoff.next(1, NOW, NOW.plusSeconds(3600), () -> 1)).isEqualTo(NOW.plusSeconds(3600));
        assertThat(backoff.next(1, NOW, NOW.plusSeconds(1), () -> 1)).isEqualTo(NOW.plusSeconds(5));
        assertThat(backoff.next(1, NOW, null, () -> 1)).isEqualTo(NOW.plusSeconds(5));
    }
}
