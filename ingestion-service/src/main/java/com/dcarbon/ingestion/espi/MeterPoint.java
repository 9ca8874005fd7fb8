// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A usage point.
 *
 * @param index its number within the import
 * @param id the utility's id of it, free of the subscription's
 * @param customer the utility's id of its customer, if its address tells it
 * @param servicePoint the name of its service delivery point, if told
 * @param tariff if told
 * @param details what the customer feed tells
 * @param category ServiceCategory kind, 0 for electricity; null if the utility leaves it open
 * @param words what the utility tells of the point itself, by lower-case element
 */
public record MeterPoint(int index, String id, @Nullable String customer, @Nullable String servicePoint,
        @Nullable String tariff, ServiceDetails details, @Nullable Integer category, Map<String, String> words) {}
