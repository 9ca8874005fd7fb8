// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import com.dcarbon.ingestion.health.rules.Limits;
import com.dcarbon.platform.work.Backoff;

/**
 * When a utility is taken for down, and what follows.
 *
 * @param authorizations as many different authorizations without an answer in a row are an outage
 * @param failures as many failures in a row are one too, were they of a single authorization
 * @param probeBase the longest wait before the first probe of a utility that is down; it doubles from then on
 * @param probeCap the longest wait between probes
 * @param probeLease how long a probe may take before another one is made
 * @param downtimeThreshold an outage longer than that is told to administrators
 * @param watch how often it is looked for outages to tell of, and for what they hinder
 * @param catchUp over which time at most the imports that an outage held up are spread when it is over
 * @param catchUpSpacing how much time each of them gets, as long as that is not more
 * @param staleAfter a meter without a reading that is newer than so long ago counts as stale
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.health")
public record HealthSettings(@DefaultValue("3") @Min(1) int authorizations, @DefaultValue("10") @Min(1) int failures,
        @DefaultValue("30s") @NotNull Duration probeBase, @DefaultValue("5m") @NotNull Duration probeCap,
        @DefaultValue("10m") @NotNull Duration probeLease, @DefaultValue("24h") @NotNull Duration downtimeThreshold,
        @DefaultValue("15s") @NotNull Duration watch, @DefaultValue("1h") @NotNull Duration catchUp,
        @DefaultValue("1s") @NotNull Duration catchUpSpacing, @DefaultValue("3d") @NotNull Duration staleAfter) {

    Limits limits() {
        return new Limits(authorizations, failures, new Backoff(probeBase, probeCap), probeLease, downtimeThreshold);
    }
}
