// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.List;
import java.util.Map;

/**
 * What the documents held.
 *
 * @param points the electric usage points
 * @param series the energy series that had readings
 * @param refusals how much was not imported, by reason: blocks, or single readings where the reason is theirs
 */
public record FeedReport(List<MeterPoint> points, List<EnergySeries> series, Map<Refusal, Long> refusals) {}
