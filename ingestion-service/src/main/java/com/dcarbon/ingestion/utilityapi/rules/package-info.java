// SPDX-License-Identifier: Apache-2.0
/** What UtilityAPI's meters and readings mean, and when collecting data is worth paying for. */
@NullMarked
package com.dcarbon.ingestion.utilityapi.rules;

import org.jspecify.annotations.NullMarked;
