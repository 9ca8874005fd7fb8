// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.ingestion.report.rules.Unit.Origin;

/** A meter as a report needs it. */
record ReportedMeter(Meter meter, @Nullable String utilityMeterId, String providerId, String source, Origin origin,
        boolean uploadsCount) {}
