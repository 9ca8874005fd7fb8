// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.util.List;
import java.util.UUID;

import com.dcarbon.ingestion.report.rules.LedgerLine;

/** A report that was drawn up, with what is kept of it when it is frozen. */
record DrawnUp(GenerationReport report, List<LedgerLine> lines) {

    DrawnUp frozen(UUID id) {
        return new DrawnUp(report.frozen(id), lines);
    }

    /** What the report says of a meter. */
    GenerationReport.MeterLine meter(UUID meter) {
        return report.meters().stream().filter(line -> line.meterId().equals(meter)).findFirst().orElseThrow();
    }
}
