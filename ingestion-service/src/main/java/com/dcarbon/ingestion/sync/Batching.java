// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.io.IOException;
import java.util.List;

import com.dcarbon.ingestion.interval.Arrival;
import com.dcarbon.ingestion.interval.IntervalBlocks.Origin;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Makes what an import brought ready to be stored, while the database works: a thread reads the files, which blocks, and
 * another one cuts days, each a batch ahead of who comes after it.
 */
final class Batching {
    private final MeterData data;
    private final Placement place;
    private final StoredSpans spans;
    private final Origin origin;

    /** @param spans to which everything is added before it is stored */
    Batching(MeterData data, Placement place, StoredSpans spans, Origin origin) {
        this.data = data;
        this.place = place;
        this.spans = spans;
        this.origin = origin;
    }

    /** All of it in order. At most three batches are in memory if the subscriber asks for one after the other. */
    Flux<Batch> batches() {
        return Flux.generate(this::next)
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(this::batch);
    }

    private void next(SynchronousSink<List<Slice>> sink) {
        try {
            List<Slice> slices = data.readings().nextSlices();
            if (slices.isEmpty()) {
                sink.complete();
            } else {
                sink.next(slices);
            }
        } catch (IOException e) {
            sink.error(e);
        }
    }

    private Batch batch(List<Slice> slices) {
        return new Batch(slices.stream().flatMap(slice -> place.placed(slice).stream()).map(this::arrival).toList());
    }

    private Arrival arrival(Slice slice) {
        Series series = place.seriesOf(slice);
        spans.add(series, slice.readings());
        return Arrival.of(series, origin, slice.readings());
    }
}
