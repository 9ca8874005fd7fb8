// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.health.HealthSettings;
import com.dcarbon.ingestion.health.WorkOfProvider;
import com.dcarbon.ingestion.schedule.HintedTurns;
import com.dcarbon.ingestion.source.FetchFailure;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The imports that wait for a utility that is down, those whose workers have died included: their facilities are told so once, and once it is over they become due
 * spread over a while, with all their attempts and patience; so do the turns that it has notified of meanwhile.
 */
@Component
class ImportsInOutage implements WorkOfProvider {
    private static final int BATCH = 100;
    private static final String CODE = FetchFailure.PROVIDER_UNAVAILABLE.code();
    private static final String HINDERED = """
            with found as (
                select id, state = 'running' as dead, error_code is distinct from :code as news from import_jobs
                 where provider_id = :provider and next_attempt_at <= :now and attempt_key not like 'reparse-%'
                   and (state in ('queued', 'waiting', 'retrying') and error_code is distinct from :code
                        or state = 'running' and leased_until < :now)
                 order by next_attempt_at limit :batch for update skip locked)
            update import_jobs job
               set state = 'waiting', error_code = :code, leased_by = null, leased_until = null,
                   lease_token = case when found.dead then null else job.lease_token end,
                   deaths = job.deaths + case when found.dead then 1 else 0 end
              from found where job.id = found.id
            returning job.facility_id, job.authorization_id, job.provider_id, job.kind, job.attempt_key, job.attempts,
                found.news""";
    private static final String RELEASED = """
            with waiting as (
                select id, error_code is not distinct from :code or next_attempt_at <= :now as held from import_jobs
                 where provider_id = :provider and state in ('queued', 'waiting', 'retrying')
                   and attempt_key not like 'reparse-%'
                   for update skip locked),
            span as (
                select least(:longest, :spacing * count(*)) as seconds from waiting where held)
            update import_jobs job
               set patience_from = :now,
                   attempts = case when job.error_code = :code then 0 else job.attempts end,
                   next_attempt_at = case when waiting.held
                        then cast(:now as timestamptz) + make_interval(secs => random() * span.seconds)
                        else job.next_attempt_at end
              from waiting, span
             where job.id = waiting.id""";

    private final DatabaseClient database;
    private final AnnouncingImport announcing;
    private final HintedTurns turns;
    private final TransactionalOperator transaction;
    private final HealthSettings settings;
    private final Clock clock;

    ImportsInOutage(DatabaseClient database, AnnouncingImport announcing, HintedTurns turns,
            TransactionalOperator transaction, HealthSettings settings, Clock clock) {
        this.database = database;
        this.announcing = announcing;
        this.turns = turns;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * An import that waits.
     *
     * @param told whether its facility hears of it
     */
    record Hindered(UUID facilityId, UUID authorizationId, String providerId, boolean told, int attempts) {}

    @Override
    public Mono<Boolean> hindered(String providerId, Instant until) {
        return database.sql(HINDERED)
                .bind("code", CODE)
                .bind("provider", providerId)
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .map(ImportsInOutage::read)
                .all()
                .collectList()
                .flatMap(found -> tell(found, until).thenReturn(found.size() == BATCH))
                .as(transaction::transactional);
    }

    private Mono<Void> tell(List<Hindered> found, Instant until) {
        return Flux.fromIterable(found).filter(Hindered::told).concatMap(each -> announcing.hindered(each, until))
                .then();
    }

    private static Hindered read(Readable row) {
        return new Hindered(Objects.requireNonNull(row.get("facility_id", UUID.class)),
                Objects.requireNonNull(row.get("authorization_id", UUID.class)),
                Objects.requireNonNull(row.get("provider_id", String.class)),
                Boolean.TRUE.equals(row.get("news", Boolean.class))
                        && ImportJob.isTold(ImportKind.of(Objects.requireNonNull(row.get("kind", String.class))),
                                Objects.requireNonNull(row.get("attempt_key", String.class))),
                Objects.requireNonNull(row.get("attempts", Integer.class)));
    }

    @Override
    public Mono<Void> released(String providerId, Instant now) {
        // Plans before imports, as whoever plans holds them.
        return turns.recall(providerId, settings.catchUp()).then(Mono.defer(() -> release(providerId, now)));
    }

    private Mono<Void> release(String providerId, Instant now) {
        return database.sql(RELEASED)
                .bind("code", CODE)
                .bind("provider", providerId)
                .bind("now", now)
                .bind("longest", (double) settings.catchUp().toSeconds())
                .bind("spacing", settings.catchUpSpacing().toMillis() / 1_000d)
                .then();
    }
}
