// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How UtilityAPI is asked for meters and intervals.
 *
 * @param notReadyDelay how soon it is asked again, at the earliest, while it collects; a webhook makes that sooner
 * @param lostAnswerDelay how long the effect of a paid call is looked for, once its answer can no longer come, before it
 *     counts as lost
 * @param payAgainDelay how long a call that seems lost is not paid for again, because its effect may show late
 * @param turnPatience an import that would have to wait longer for its turn is put back
 * @param intervalsPerSecond how many requests for intervals all processes make at one account; UtilityAPI excepts them
 *     from its ordinary limit
 * @param maxDocuments how many answers one import may fetch
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.utility-api")
record UtilityApiSettings(@DefaultValue("30s") @NotNull Duration notReadyDelay,
        @DefaultValue("2m") @NotNull Duration lostAnswerDelay,
        @DefaultValue("1h") @NotNull Duration payAgainDelay, @DefaultValue("2m") @NotNull Duration turnPatience,
        @DefaultValue("10") @Positive double intervalsPerSecond,
        @DefaultValue("5000") @Min(1) @Max(100_000) int maxDocuments) {}
