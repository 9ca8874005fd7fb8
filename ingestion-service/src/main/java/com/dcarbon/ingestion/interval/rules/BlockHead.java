// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import org.jspecify.annotations.Nullable;

/**
 * What tells whether a stored block is the same as another, without its readings.
 *
 * @param start epoch second of the first interval's beginning
 * @param fingerprint {@link Fingerprints#of} the block, or null if it was stored without one
 */
public record BlockHead(long start, @Nullable Long fingerprint) {}
