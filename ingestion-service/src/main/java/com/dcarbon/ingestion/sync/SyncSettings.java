// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import com.dcarbon.ingestion.sync.rules.RetryPolicy;
import com.dcarbon.platform.work.Backoff;

/**
 * How imports run.
 *
 * @param workers how many imports this process runs at once
 * @param idle how long a worker without work sleeps at most
 * @param lease how long a job is a worker's own without a sign of life
 * @param maxAttempts how often an import is tried that fails by our own fault, and how many workers may die of it
 * @param backoffBase the longest wait after the first failure; it doubles from then on
 * @param backoffCap the longest wait
 * @param patience how long an import may wait for others: an answer that is being prepared, our operators, a provider that
 *     answers everybody else; not for an outage
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.sync")
record SyncSettings(@DefaultValue("2") @Min(1) @Max(64) int workers, @DefaultValue("1s") @NotNull Duration idle,
        @DefaultValue("60s") @NotNull Duration lease, @DefaultValue("10") @Min(1) int maxAttempts,
        @DefaultValue("5s") @NotNull Duration backoffBase, @DefaultValue("15m") @NotNull Duration backoffCap,
        @DefaultValue("48h") @NotNull Duration patience) {
    private static final Duration OWN_CAP = Duration.ofSeconds(20);
    private static final int FEW = 3;
    private static final Duration SHORT = Duration.ofHours(6);

    /** What fills in is tried a few times and then left to a later day. */
    RetryPolicy retryPolicy(ImportJob job) {
        return job.fillsIn()
                ? new RetryPolicy(Math.min(FEW, maxAttempts), backoff(), Duration.ZERO)
                : new RetryPolicy(maxAttempts, backoff(), patience);
    }

    /** What fills in waits for less than half a day, after which the next turn may come. */
    Duration patience(ImportJob job) {
        return job.fillsIn() && SHORT.compareTo(patience) < 0 ? SHORT : patience;
    }

    Backoff backoff() {
        return new Backoff(backoffBase, backoffCap);
    }

    /** After trouble of our own, which is over when it can be written down. */
    Backoff ownBackoff() {
        return new Backoff(backoffBase, backoffCap.compareTo(OWN_CAP) < 0 ? backoffCap : OWN_CAP);
    }
}
