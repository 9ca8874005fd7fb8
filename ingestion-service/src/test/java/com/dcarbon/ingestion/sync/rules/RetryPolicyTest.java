// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.source.FetchFailure;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(5), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({"1,5", "2,10", "3,20", "8,640", "9,900"})
    void waitsTwiceAsLongEachTimeUpToTheCap(int attempts, int seconds) {
        assertThat(next(FetchFailure.PROVIDER_UNAVAILABLE, attempts, 1)).contains(NOW.plusSeconds(seconds));
    }

    @Test
    void spreadsAttemptsOverTheWholeWait() {
        assertThat(next(FetchFailure.PROVIDER_UNAVAILABLE, 3, 0)).contains(NOW);
        assertThat(next(FetchFailure.PROVIDER_UNAVAILABLE, 3, 0.5)).contains(NOW.plusSeconds(10));
    }

    @Test
    void givesUpWhenEnoughWasTried() {
        assertThat(next(FetchFailure.PROVIDER_UNAVAILABLE, 10, 1)).isEmpty();
        assertThat(next(FetchFailure.MALFORMED_FEED, 2, 1)).isPresent();
        assertThat(next(FetchFailure.MALFORMED_FEED, 3, 1)).isEmpty();
        assertThat(next(FetchFailure.PROTOCOL_ERROR, 1, 1)).isEmpty();
    }

    @Test
    void theProvidersWishWins() {
        Instant wish = NOW.plusSeconds(300);

        assertThat(policy.next(FetchFailure.PROVIDER_BUSY, 1, wish, NOW, () -> 1)).contains(wish);
    }

    private Optional<Instant> next(FetchFailure failure, int attempts, double random) {
        return policy.next(failure, attempts, null, NOW, () -> random);
    }
}
