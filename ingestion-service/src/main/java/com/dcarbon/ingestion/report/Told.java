// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import com.dcarbon.ingestion.report.rules.Ledger;
import com.dcarbon.ingestion.report.rules.ToldDirections;

/** All that was told of a facility, and of which series. */
record Told(Ledger ledger, ToldDirections directions) {}
