// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.report.rules.LedgerLine;

/**
 * A report that was drawn up, with what is kept of it when it is frozen.
 *
 * @param directions which series of each counted meter was taken
 */
record DrawnUp(GenerationReport report, List<LedgerLine> lines, Map<UUID, Direction> directions) {

    DrawnUp frozen(UUID id) {
        return new DrawnUp(report.frozen(id), lines, directions);
    }

    /** Which series of the meter was taken, or null. */
    @Nullable
    String direction(UUID meter) {
        Direction direction = directions.get(meter);
        return direction == null ? null : direction.wire();
    }

    /** Of the meter's readings; empty where none were looked at. */
    String sha256(UUID meter) {
        return report.meters()
                .stream()
                .filter(line -> line.meterId().equals(meter))
                .map(line -> line.readings().valuesSha256())
                .findFirst()
                .orElse("");
    }
}
