// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How utilities are asked, whatever their protocol.
 *
 * @param spoolDirectory where answers wait to be read; emptied after each import
 * @param connectTimeout for a connection to a utility
 * @param longestAnswer how long one answer may take in all, so that one that trickles keeps no worker for ever
 * @param outageDelay how long a utility that failed again and again is left alone
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.line")
public record LineSettings(@NotNull Path spoolDirectory, @DefaultValue("10s") @NotNull Duration connectTimeout,
        @DefaultValue("15m") @NotNull Duration longestAnswer, @DefaultValue("30s") @NotNull Duration outageDelay) {}
