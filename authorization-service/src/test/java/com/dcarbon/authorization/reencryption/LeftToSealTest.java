// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;

class LeftToSealTest {
    private static final Instant START = Instant.parse("2026-11-20T08:15:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger counts = new AtomicInteger();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LeftToSeal left = new LeftToSeal(_ -> Mono.fromSupplier(() -> 1000L - counts.incrementAndGet()),
            metrics, PAUSE, new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Objects.requireNonNull(now.get());
                }
            });

    @Test
    void isNotCountedAfterEachStepWhileThereIsMoreToDo() {
        steps(500, true);
        assertThat(counts).hasValue(1);
        now.set(START.plus(PAUSE));
        steps(500, true);
        assertThat(counts).hasValue(2);
    }

    @Test
    void isCountedWhenThereIsNothingMoreToDo() {
        steps(3, true);
        steps(1, false);
        assertThat(counts).hasValue(2);
        assertThat(metrics.get("dcarbon.authorization.tokens.old.key").gauge().value()).isEqualTo(998);
    }

    private void steps(int steps, boolean more) {
        for (int step = 0; step < steps; step++) {
            left.afterStep(more, "1").block();
        }
    }
}
