// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Green Button resources are fetched.
 *
 * @param spoolDirectory where answers wait to be read; emptied after each import
 * @param maxDocuments how many resources one import may fetch
 * @param connectTimeout for a connection to a utility
 * @param longestAnswer how long one answer may take in all, so that one that trickles keeps no worker for ever
 * @param notReadyDelay how long to wait when a utility is not ready and does not say for how long
 * @param outageDelay how long a utility that failed again and again is left alone
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.green-button")
record GreenButtonSettings(@NotNull Path spoolDirectory,
        @DefaultValue("5000") @Min(1) @Max(100_000) int maxDocuments,
        @DefaultValue("10s") @NotNull Duration connectTimeout,
        @DefaultValue("15m") @NotNull Duration longestAnswer, @DefaultValue("60s") @NotNull Duration notReadyDelay,
        @DefaultValue("30s") @NotNull Duration outageDelay) {}
