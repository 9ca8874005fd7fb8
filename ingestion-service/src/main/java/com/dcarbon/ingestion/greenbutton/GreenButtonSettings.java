// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

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
 * @param maxDocuments how many resources one import may fetch
 * @param notReadyDelay how long to wait when a utility is not ready and does not say for how long
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.green-button")
record GreenButtonSettings(@DefaultValue("5000") @Min(1) @Max(100_000) int maxDocuments,
        @DefaultValue("60s") @NotNull Duration notReadyDelay) {}
