// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.interval.rules.Interleaving;
import com.dcarbon.ingestion.interval.rules.Interval;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads intervals; sums are made of the same readings that are shown one by one, so that they always agree. */
@Component
public class Intervals {
    private final FoldedBlocks blocks;

    Intervals(FoldedBlocks blocks) {
        this.blocks = blocks;
    }

    /**
     * The intervals by start and then direction, some at a time, never none. Reads on as they are taken; a reader who is
     * slow costs no connection. Each piece of some weeks is of one moment, so that a correction that comes meanwhile is in
     * it whole or not at all.
     */
    public Flux<List<Interval>> read(IntervalQuery query) {
        return Flux.defer(() -> {
            var raw = new Interleaving(ceiling(query.start()), ceiling(query.end()));
            Flux<List<Interval>> intervals = blocks.find(query).map(raw::add).concatWith(Mono.fromSupplier(raw::rest));
            return query.resolution()
                    .rollUp(query.zone())
                    .map(sums -> intervals.map(sums::add).concatWith(Mono.fromSupplier(sums::rest)))
                    .orElse(intervals);
        }).filter(some -> !some.isEmpty());
    }

    /** Intervals begin at whole seconds. */
    private static long ceiling(Instant moment) {
        return moment.getNano() == 0 ? moment.getEpochSecond() : moment.getEpochSecond() + 1;
    }
}
