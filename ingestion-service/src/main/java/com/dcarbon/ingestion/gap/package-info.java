// SPDX-License-Identifier: Apache-2.0
/** Where intervals are missing: the ledger of gaps, the frontier of each meter, and how complete a month is. */
@NullMarked
package com.dcarbon.ingestion.gap;

import org.jspecify.annotations.NullMarked;
