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

import com.dcarbon.ingestion.interval.Arrival;
import com.dcarbon.ingestion.interval.IntervalBlocks;
import com.dcarbon.ingestion.interval.IntervalBlocks.Origin;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.platform.database.OutlastingOutage;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores what an import brought: the meters, then a few slices after the other the readings, in transactions of their own that
 * show the job's lease; the last one ends the job and tells the world. Interrupted anywhere, it can be repeated from
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
    private final PlacingImport placing;
    private final IntervalBlocks blocks;
    private final ConcludingImport concluding;
    private final Quarantining quarantining;
    private final AnnouncingImport announcing;
    private final FailingImport failing;
    private final TransactionalOperator transaction;
    private final OutlastingOutage outlasting;
    private final SyncSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    StoringImport(LeasedJobs jobs, FacilitySyncs syncs, Meters meters, PlacingImport placing, IntervalBlocks blocks,
            ConcludingImport concluding, Quarantining quarantining, AnnouncingImport announcing, FailingImport failing,
            TransactionalOperator transaction, OutlastingOutage outlasting, SyncSettings settings,
            MeterRegistry metrics, Clock clock) {
        this.jobs = jobs;
        this.syncs = syncs;
        this.meters = meters;
        this.placing = placing;
        this.blocks = blocks;
        this.concluding = concluding;
        this.quarantining = quarantining;
        this.announcing = announcing;
        this.failing = failing;
        this.transaction = transaction;
        this.outlasting = outlasting;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Closes the data in any case. */
    Mono<Void> store(ImportJob job, MeterData data) {
        return Mono.using(() -> data, opened -> storeAll(job, opened), StoringImport::close, false);
    }

    private Mono<Void> storeAll(ImportJob job, MeterData data) {
        var stored = new StoredSpans(clock.instant().plus(FUTURE));
        return outlasting.atMost(settings.lease(), storeMeters(job, data)).flatMap(place -> place.isRefused()
                ? failing.giveUp(job, place.condition().orElseThrow(), "no meter of it may be imported here")
                : new Batching(data, place, stored, new Origin(job.id(), job.source(), job.isReplay())).batches()
                        .concatMapDelayError(batch -> storeBatch(job, place, batch, stored), false, 1)
                        .then(outlasting.atMost(settings.lease(), finish(job, data, place, stored))));
    }

    private Mono<Placement> storeMeters(ImportJob job, MeterData data) {
        return jobs.begin(job, data.readings().count())
                .flatMap(announced -> syncs.alone(job.facilityId()).thenReturn(announced))
                .flatMap(announced -> placing.place(job, data)
                        .flatMap(place -> announced || place.isRefused()
                                ? Mono.just(place)
                                : announce(job, place).thenReturn(place)))
                .as(transaction::transactional);
    }

    private Mono<Void> announce(ImportJob job, Placement place) {
        return jobs.announced(job)
                .then(Mono.defer(() -> announcing.metersImported(job, place.ids(), clock.instant())));
    }

    private Mono<Void> storeBatch(ImportJob job, Placement place, Batch batch, StoredSpans stored) {
        stored.count(batch.readings());
        return batch.arrivals().isEmpty()
                ? Mono.empty()
                : outlasting.atMost(settings.lease(), storeArrivals(job, place, batch, stored))
                        .doOnNext(repeated -> count(job, batch.readings(), repeated))
                        .then();
    }

    private Mono<Integer> storeArrivals(ImportJob job, Placement place, Batch batch, StoredSpans stored) {
        return jobs.advance(job, stored.readings())
                .then(Mono.defer(() -> syncs.alone(job.facilityId())))
                .then(blocks.planOnce())
                .thenMany(Flux.fromIterable(batch.arrivals()).concatMap(arrival -> store(job, place, arrival)))
                .reduce(0, Integer::sum)
                .as(transaction::transactional);
    }

    /** Tells how many of its readings were stored already. */
    private Mono<Integer> store(ImportJob job, Placement place, Arrival arrival) {
        return placing.makeRoom(job, place, arrival).then(Mono.defer(() -> blocks.merge(arrival)));
    }

    private void count(ImportJob job, int readings, int repeated) {
        metrics.counter("dcarbon.imported.readings", "provider", job.providerId()).increment(readings);
        metrics.counter("dcarbon.readings.duplicate", "provider", job.providerId()).increment(repeated);
    }

    private Mono<Void> finish(ImportJob job, MeterData data, Placement place, StoredSpans stored) {
        return Mono.defer(() -> finish(job, data, place, stored, clock.instant()));
    }

    private Mono<Void> finish(ImportJob job, MeterData data, Placement place, StoredSpans stored, Instant now) {
        List<UUID> ids = place.ids();
        Map<String, Long> notes = place.notesBeside(data.allNotes());
        return jobs.finish(job, notes, place.condition().orElse(null))
                .flatMap(readings -> syncs.alone(job.facilityId())
                        .then(Mono.justOrEmpty(job.upToDate(now)).flatMap(when -> meters.synchronised(ids, when)))
                        .then(Mono.defer(() -> concluding.conclude(job, ids, stored,
                                new ConcludingImport.Answer(data.isNothing(), place.coverage(data.meters())))))
                        .then(Mono.defer(() -> quarantining.conclude(job, data)))
                        .then(Mono.defer(() -> announcing.intervalsImported(job, ids, readings, now)))
                        .thenReturn(readings))
                .as(transaction::transactional)
                .doOnNext(readings -> log(job, ids.size(), notes, readings))
                .then();
    }

    private static void log(ImportJob job, int meters, Map<String, Long> notes, long readings) {
        LOG.atInfo()
                .addKeyValue("job_id", job.id())
                .addKeyValue("facility_id", job.facilityId())
                .addKeyValue("provider_id", job.providerId())
                .addKeyValue("meters", meters)
                .addKeyValue("intervals", readings)
                .addKeyValue("left_out", notes)
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
