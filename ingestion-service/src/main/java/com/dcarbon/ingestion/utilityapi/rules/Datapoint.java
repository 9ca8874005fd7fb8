// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * One value of a reading, as the document has it.
 *
 * @param meterNumber of which meter it is, where the document tells several
 */
public record Datapoint(String type, @Nullable String unit, @Nullable BigDecimal value,
        @Nullable String meterNumber) {}
