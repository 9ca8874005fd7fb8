// SPDX-License-Identifier: Apache-2.0
/** UtilityAPI (API v2) as a source of meter data, without paying for anything twice or by accident. */
@NullMarked
package com.dcarbon.ingestion.utilityapi;

import org.jspecify.annotations.NullMarked;
