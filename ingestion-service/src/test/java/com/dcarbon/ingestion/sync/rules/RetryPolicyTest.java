// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.work.Backoff;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(48));

    private final RetryPolicy policy = new RetryPolicy(10, new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15)),
            Duration.ofHours(48));

    @Test
    void outlastsAnOutageOfTwoDays() {
        assertThat(next(FetchFailure.PROVIDER_UNAVAILABLE, 500)).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(policy.next(FetchFailure.PROVIDER_UNAVAILABLE, 10, LONG_AGO, null, NOW, () -> 1)).isEmpty();
        assertThat(policy.next(FetchFailure.PROVIDER_UNAVAILABLE, 9, LONG_AGO, null, NOW, () -> 1))
                .as("it wished for long pauses").isPresent();
    }

    @Test
    void triesManyTimesWhereTheTroubleIsOurOwn() {
        assertThat(next(FetchFailure.INTERNAL_ERROR, 9)).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(next(FetchFailure.INTERNAL_ERROR, 10)).isEmpty();
    }

    @Test
    void triesDamagedDataAFewTimesAndTheHopelessOnce() {
        assertThat(next(FetchFailure.MALFORMED_FEED, 2)).contains(NOW.plusSeconds(10));
        assertThat(next(FetchFailure.MALFORMED_FEED, 3)).isEmpty();
        assertThat(next(FetchFailure.PROTOCOL_ERROR, 1)).isEmpty();
    }

    @Test
    void triesEverMoreSeldomUntilOurOperatorsHaveActed() {
        assertThat(next(FetchFailure.REQUEST_REFUSED, 1)).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(next(FetchFailure.REQUEST_REFUSED, 50)).contains(NOW.plus(Duration.ofHours(6)));
        assertThat(policy.next(FetchFailure.REQUEST_REFUSED, 1, LONG_AGO, null, NOW, () -> 1)).isEmpty();
    }

    @Test
    void theProvidersWishWins() {
        Instant wish = NOW.plusSeconds(300);

        assertThat(policy.next(FetchFailure.PROVIDER_UNAVAILABLE, 1, NOW, wish, NOW, () -> 1)).contains(wish);
    }

    private Optional<Instant> next(FetchFailure failure, int attempts) {
        return policy.next(failure, attempts, NOW, null, NOW, () -> 1);
    }
}
