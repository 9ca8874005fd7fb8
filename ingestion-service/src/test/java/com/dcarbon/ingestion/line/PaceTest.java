// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong nanos = new AtomicLong(1_000);
    private final Pace pace = new Pace(4, nanos::get);

    @Test
    void spacesRequestsEvenly() {
        assertThat(pace.take()).isZero();
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(250));
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void doesNotSaveUpWhatWasNotUsed() {
        pace.take();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(pace.take()).isZero();
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(250));
    }
}
