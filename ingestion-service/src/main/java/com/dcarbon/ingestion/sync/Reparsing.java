// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.archive.Replaying;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Imports the documents of an earlier import again, as they were received. */
@Component
class Reparsing {
    private static final String KEY = "reparse-";
    private static final int ID_LENGTH = 36;

    private final DatabaseClient database;
    private final ImportJobs jobs;
    private final SyncStates states;
    private final SyncPlans plans;
    private final TransactionalOperator transaction;
    private final Replaying replaying;
    private final List<MeterDataSource> sources;
    private final Clock clock;

    Reparsing(DatabaseClient database, ImportJobs jobs, SyncStates states, SyncPlans plans, Replaying replaying,
            List<MeterDataSource> sources, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.states = states;
        this.plans = plans;
        this.transaction = transaction;
        this.replaying = replaying;
        this.sources = sources;
        this.clock = clock;
    }

    /** Orders it; gives the new import's id. */
    Mono<UUID> start(UUID jobId) {
        return database.sql("select * from import_jobs where id = :id")
                .bind("id", jobId)
                .map(row -> again(row, jobId))
                .one()
                .flatMap(wanted -> replaying.names(jobId).doOnNext(kept -> requireReadable(wanted, kept))
                        .map(kept -> wanted))
                .switchIfEmpty(notKept())
                .flatMap(this::order);
    }

    private void requireReadable(NewImport wanted, List<String> documents) {
        sources.stream()
                .filter(source -> source.name().equals(wanted.source()))
                .flatMap(source -> source.obstacle(documents).stream())
                .findFirst()
                .ifPresent(obstacle -> {
                    throw new ProblemException(SyncProblem.NOT_REPARSABLE, obstacle);
                });
    }

    /**
     * Nothing gives way to it, and it does not wait with what an outage holds up: it asks nothing of the provider. The plan
     * is held meanwhile, so that nobody orders an import beside it.
     */
    private Mono<UUID> order(NewImport wanted) {
        return plans.heldOfFacility(wanted.facilityId())
                .then(Mono.defer(() -> states.isUnderWay(wanted.authorizationId())))
                .flatMap(active -> active
                        ? Mono.<UUID>error(new ProblemException(SyncProblem.UNDER_WAY,
                                "These documents can be read again once the present synchronisation is over."))
                        : jobs.addBeside(wanted).then(idOf(wanted)))
                .as(transaction::transactional);
    }

    private static <T> Mono<T> notKept() {
        return Mono.error(() -> new ProblemException(CommonProblem.NOT_FOUND,
                "There is no such import, or its documents are no longer kept."));
    }

    private NewImport again(Readable row, UUID jobId) {
        return new NewImport(uuid(row, "facility_id"), uuid(row, "authorization_id"),
                Objects.requireNonNull(row.get("provider_id", String.class)),
                AuthMethod.of(Objects.requireNonNull(row.get("method", String.class))), kind(row),
                KEY + jobId + "-" + clock.instant(),
                Objects.requireNonNull(row.get("window_start", Instant.class)),
                Objects.requireNonNull(row.get("window_end", Instant.class)));
    }

    /** A file of a person stays one. */
    private static ImportKind kind(Readable row) {
        ImportKind earlier = ImportKind.of(Objects.requireNonNull(row.get("kind", String.class)));
        return earlier == ImportKind.UPLOAD ? ImportKind.UPLOAD : ImportKind.BACKFILL;
    }

    private Mono<UUID> idOf(NewImport wanted) {
        return database.sql("select id from import_jobs where authorization_id = :authorization and attempt_key = :key")
                .bind("authorization", wanted.authorizationId())
                .bind("key", wanted.attemptKey())
                .map(row -> uuid(row, "id"))
                .one();
    }

    /** The import whose documents that import shall read; empty if it shall ask the provider. */
    Mono<UUID> of(ImportJob job) {
        return Mono.justOrEmpty(earlier(job));
    }

    /** The same, without a wait. */
    static Optional<UUID> earlier(ImportJob job) {
        return Optional.of(job.run().key())
                .filter(Reparsing::isReplay)
                .map(key -> UUID.fromString(key.substring(KEY.length(), KEY.length() + ID_LENGTH)));
    }

    static boolean isReplay(String attemptKey) {
        return attemptKey.startsWith(KEY);
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
