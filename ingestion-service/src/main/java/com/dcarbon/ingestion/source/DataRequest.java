// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.dcarbon.events.intervals.ImportKind;

/**
 * What is wanted. Repeating it asks the provider for the same.
 *
 * @param start beginning of the period, inclusive, in whole seconds
 * @param end its end, never in the future
 * @param order why
 * @param repeated how often this was asked before, after failures or because the provider was not ready
 * @param places where the provider said that it prepares an answer, by the address that was asked
 * @param hints addresses at which the provider said, unasked, that data are ready, the latest first
 */
public record DataRequest(UUID authorizationId, String providerId, Instant start, Instant end, Order order,
        int repeated, Map<String, String> places, List<String> hints) {

    /**
     * Why it is wanted.
     *
     * @param byPerson whether somebody asked for just this import
     * @param at when it was ordered
     */
    public record Order(ImportKind kind, boolean byPerson, Instant at) {}
}
