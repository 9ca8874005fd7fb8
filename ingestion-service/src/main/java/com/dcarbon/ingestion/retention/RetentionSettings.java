// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept for how long.
 *
 * @param intervals readings; a year of them is dropped as a whole once its end is so long ago; null keeps them for ever
 * @param revisions what stood there before corrections, likewise
 * @param imports imports that have ended, the latest of each authorization is kept in any case; and what of them was
 *     not understood
 * @param gaps entries of the ledger of gaps, since their readings have arrived
 * @param partitionsAhead for how many years ahead there are partitions
 * @param every how often it is looked
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.retention")
record RetentionSettings(@Nullable Period intervals, @Nullable Period revisions,
        @DefaultValue("400d") @NotNull Duration imports, @DefaultValue("400d") @NotNull Duration gaps,
        @DefaultValue("3") @Min(1) @Max(50) int partitionsAhead,
        @DefaultValue("1h") @NotNull Duration every) {

    /** What is older than that may go; null if nothing may. */
    static @Nullable Instant keptFrom(@Nullable Period kept, Instant now) {
        return kept == null ? null : now.atZone(ZoneOffset.UTC).minus(kept).toInstant();
    }
}
