// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import org.jspecify.annotations.Nullable;

/**
 * What the customer feed tells of a usage point; null where it tells nothing.
 *
 * @param meterNumber the number on the meter
 * @param accountId the customer's account number at the utility
 * @param address in one line
 */
public record ServiceDetails(@Nullable String meterNumber, @Nullable String meterType, @Nullable String accountId,
        @Nullable String address) {}
