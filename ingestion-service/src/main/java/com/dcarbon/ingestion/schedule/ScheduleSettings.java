// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import com.dcarbon.platform.providers.ProviderProfile.SyncPolicy;

/**
 * When facilities are synchronised by themselves.
 *
 * @param policy how often, where the utility's profile does not tell
 * @param idle how often the planner of a process looks for what is due
 * @param batch how much of it it plans then at most: after an outage of ours, work comes in at that pace
 * @param longestDays how many days one import asks for at most; a longer period becomes several
 * @param followUps how many imports for gaps and for late meters follow a run at most
 * @param hintDelay how soon a turn comes at the latest once the utility has notified of data: all notifications until then
 *     are one
 * @param hintSpacing but no sooner than so long after the turn before
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.schedule")
public record ScheduleSettings(@DefaultValue("daily") @NotNull SyncPolicy policy,
        @DefaultValue("2s") @NotNull Duration idle, @DefaultValue("100") @Min(1) @Max(10_000) int batch,
        @DefaultValue("90") @Min(2) @Max(1500) int longestDays, @DefaultValue("5") @Min(0) @Max(100) int followUps,
        @DefaultValue("2m") @NotNull Duration hintDelay, @DefaultValue("4h") @NotNull Duration hintSpacing) {}
