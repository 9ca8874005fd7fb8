// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.interval.IntervalBlocks;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.Slice;
import com.dcarbon.ingestion.source.SourceMeter;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Stores what an import brought: the meters, then slice by slice the readings, each in a transaction of its own that
 * shows the job's lease; the last one ends the job and tells the world. Interrupted anywhere, it can be repeated from
 * the beginning without a trace.
 */
@Component
class StoringImport {
    private static final Logger LOG = LoggerFactory.getLogger(StoringImport.class);
    /** A utility's clock may be wrong by so much. */
    private static final Duration FUTURE = Duration.ofDays(1);

    private final LeasedJobs jobs;
    private final FacilitySyncs syncs;
    private final Meters meters;
    private final IntervalBlocks blocks;
    private final ConcludingImport concluding;
    private final AnnouncingImport announcing;
    private final TransactionalOperator transaction;
    private final MeterRegistry metrics;
    private final Clock clock;

    StoringImport(LeasedJobs jobs, FacilitySyncs syncs, Meters meters, IntervalBlocks blocks,
            ConcludingImport concluding, AnnouncingImport announcing,
            TransactionalOperator transaction, MeterRegistry metrics, Clock clock) {
        this.jobs = jobs;
        this.syncs = syncs;
        this.meters = meters;
        this.blocks = blocks;
        this.concluding = concluding;
        this.announcing = announcing;
        this.transaction = transaction;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Closes the data in any case. */
    Mono<Void> store(ImportJob job, MeterData data) {
        return Mono.using(() -> data, opened -> storeAll(job, opened), StoringImport::close, false);
    }

    private Mono<Void> storeAll(ImportJob job, MeterData data) {
        var stored = new StoredSpans(clock.instant().plus(FUTURE));
        return storeMeters(job, data)
                .flatMap(ids -> slices(data).concatMap(slice -> storeSlice(job, data, ids, slice, stored), 1)
                        .then(Mono.defer(() -> finish(job, data, ids, stored))));
    }

    private Mono<List<UUID>> storeMeters(ImportJob job, MeterData data) {
        var origin = new Meters.Origin(job.facilityId(), job.authorizationId(), job.providerId(), job.method().wire());
        return jobs.begin(job, data.readings().count())
                .flatMap(announced -> syncs.alone(job.facilityId()).thenReturn(announced))
                .flatMap(announced -> meters.store(origin, data.meters().stream().map(SourceMeters::imported).toList())
                        .flatMap(ids -> announced
                                ? Mono.just(ids)
                                : announcing.metersImported(job, ids, clock.instant()).thenReturn(ids)))
                .as(transaction::transactional);
    }

    /** Reading the files blocks, so it has threads of its own; the database asks for one slice after the other. */
    private static Flux<Slice> slices(MeterData data) {
        return Flux.<Slice>generate(sink -> next(data, sink)).subscribeOn(Schedulers.boundedElastic());
    }

    private static void next(MeterData data, SynchronousSink<Slice> sink) {
        try {
            Slice slice = data.readings().nextSlice();
            if (slice == null) {
                sink.complete();
            } else {
                sink.next(slice);
            }
        } catch (IOException e) {
            sink.error(e);
        }
    }

    private Mono<Void> storeSlice(ImportJob job, MeterData data, List<UUID> ids, Slice slice,
            StoredSpans stored) {
        SourceMeter meter = data.meters().get(slice.meter());
        var series = new IntervalBlocks.Series(ids.get(slice.meter()), slice.direction(), meter.timeZone());
        stored.add(series, slice.readings());
        return jobs.advance(job, slice.readings().size())
                .then(Mono.defer(() -> syncs.alone(job.facilityId())))
                .then(Mono.defer(() -> blocks.merge(series, slice.readings(),
                        new IntervalBlocks.Origin(job.id(), job.method().wire()))))
                .as(transaction::transactional)
                .doOnSuccess(done -> metrics.counter("dcarbon.imported.readings", "provider", job.providerId())
                        .increment(slice.readings().size()));
    }

    private Mono<Void> finish(ImportJob job, MeterData data, List<UUID> ids, StoredSpans stored) {
        Instant now = clock.instant();
        return jobs.finish(job, Map.copyOf(data.notes()))
                .flatMap(readings -> syncs.alone(job.facilityId())
                        .then(Mono.defer(() -> job.isUpToDate() ? meters.synchronised(ids, now) : Mono.empty()))
                        .then(Mono.defer(() -> concluding.conclude(job, ids, stored)))
                        .then(Mono.defer(() -> announcing.intervalsImported(job, ids, readings, now)))
                        .thenReturn(readings))
                .as(transaction::transactional)
                .doOnNext(readings -> log(job, data, readings))
                .then();
    }

    private static void log(ImportJob job, MeterData data, long readings) {
        LOG.atInfo()
                .addKeyValue("job_id", job.id())
                .addKeyValue("facility_id", job.facilityId())
                .addKeyValue("provider_id", job.providerId())
                .addKeyValue("meters", data.meters().size())
                .addKeyValue("intervals", readings)
                .addKeyValue("left_out", data.notes())
                .log("an import is done");
    }

    /** The readings are stored; files that stay are removed later. */
    static void close(MeterData data) {
        try {
            data.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("temporary files of an import were not removed");
        }
    }
}
