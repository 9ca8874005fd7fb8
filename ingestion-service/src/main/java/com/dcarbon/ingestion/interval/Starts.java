// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.util.List;

import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

import com.dcarbon.ingestion.interval.rules.IntervalBlock;

/**
 * Blocks that are looked for by when they begin.
 *
 * @param seconds epoch seconds, at least one
 */
record Starts(List<Long> seconds) {
    /** The first and the last of them tell which partitions they are in, which a list does not. */
    static final String WHERE = "start_at = any(:starts) and start_at between :first and :last";

    static Starts of(List<IntervalBlock> blocks) {
        return new Starts(blocks.stream().map(IntervalBlock::start).toList());
    }

    GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
        return statement.bind("starts", seconds.stream().map(Instant::ofEpochSecond).toArray(Instant[]::new))
                .bind("first", Instant.ofEpochSecond(seconds.stream().min(Long::compare).orElseThrow()))
                .bind("last", Instant.ofEpochSecond(seconds.stream().max(Long::compare).orElseThrow()));
    }
}
