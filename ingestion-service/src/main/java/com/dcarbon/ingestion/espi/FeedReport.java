// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.List;
import java.util.Map;

/**
 * What the documents held.
 *
 * @param points the usage points, those without electricity last
 * @param series the energy series that had readings
 * @param codes of which series were left out or taken as they are, because of a code that means something else or
 *     nothing to us; by kind and code
 * @param refusals how much was not imported, by reason: blocks, or single readings where the reason is theirs
 * @param places where some of what was not understood is
 */
public record FeedReport(List<MeterPoint> points, List<EnergySeries> series, Map<String, Long> codes,
        Map<Refusal, Long> refusals, List<RefusedPlace> places) {}
