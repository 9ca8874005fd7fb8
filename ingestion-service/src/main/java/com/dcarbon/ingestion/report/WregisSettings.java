// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import com.dcarbon.ingestion.report.rules.Carry;

/**
 * How generation is reported.
 *
 * @param minimumAge how old a reading must be to count; whoever claims certificates decides that, so there is no default
 * @param carry who keeps the fraction of a MWh, for units that were never reported
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.wregis")
record WregisSettings(@NotNull @DurationMin Duration minimumAge, @DefaultValue("registry") @NotNull Carry carry) {}
