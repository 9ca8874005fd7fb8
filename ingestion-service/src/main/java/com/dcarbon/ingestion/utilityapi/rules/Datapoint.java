// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/** One value of a reading, as the document has it. */
public record Datapoint(String type, @Nullable String unit, @Nullable BigDecimal value) {}
