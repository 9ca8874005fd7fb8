// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import org.jspecify.annotations.Nullable;

/**
 * A usage point that has, or may have, electricity.
 *
 * @param index its number within the import
 * @param id the utility's id of it, free of the subscription's
 * @param servicePoint the name of its service delivery point, if told
 * @param tariff if told
 * @param details what the customer feed tells
 */
public record MeterPoint(int index, String id, @Nullable String servicePoint, @Nullable String tariff,
        ServiceDetails details) {}
