// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health.rules;

import java.time.Duration;

import com.dcarbon.platform.work.Backoff;

/**
 * When a utility is taken for down, and how it is asked then.
 *
 * @param authorizations as many different authorizations without an answer in a row are an outage
 * @param failures as many failures in a row are one too, were they of a single authorization
 * @param probing between two probes that had no answer
 * @param probe how long a probe may take before another one is made
 * @param threshold an outage longer than that is told to administrators
 */
public record Limits(int authorizations, int failures, Backoff probing, Duration probe, Duration threshold) {}
