// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.Event;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.ingestion.schedule.rules.Turns;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row per authorization that was ever live: when it is synchronised next. */
@Repository
@EnableConfigurationProperties(ScheduleSettings.class)
public class SyncPlans {
    /** Meters that are not reported any more hold nothing up, unless there are no others. */
    private static final String PLAN = """
            select plan.*, (
                select coalesce(min(series.frontier) filter (
                        where meter.condition is null and meter.status <> 'ended'), min(series.frontier))
                  from meters meter join meter_series series on series.meter_id = meter.id
                 where meter.authorization_id = plan.authorization_id) as frontier
              from sync_plans plan
            """;

    private final DatabaseClient database;
    private final Reaches reaches;
    private final Clock clock;

    SyncPlans(DatabaseClient database, Reaches reaches, Clock clock) {
        this.database = database;
        this.reaches = reaches;
        this.clock = clock;
    }

    /** An authorization stands, for the first time or again. An older event changes nothing. */
    public Mono<Void> begin(Event<AuthorizationCreated> event) {
        AuthorizationCreated created = event.data();
        return database.sql("""
                insert into sync_plans as plan (authorization_id, facility_id, provider_id, method, version, live,
                    next_run_at, turned_at, begun_at)
                values (:authorization, :facility, :provider, :method, :version, true, :next, :now, :begun)
                on conflict (authorization_id) do update
                   set live = true, version = excluded.version, next_run_at = excluded.next_run_at,
                       turned_at = excluded.turned_at, hinted_at = null, begun_at = excluded.begun_at,
                       first_reading_at = null
                 where plan.version <= excluded.version""")
                .bind("authorization", created.authorizationId())
                .bind("facility", created.facilityId())
                .bind("provider", created.providerId())
                .bind("method", created.authMethod().wire())
                .bind("version", event.sequence())
                .bind("now", clock.instant())
                .bind("begun", created.authorizedAt())
                .bind("next", Turns.next(created.authorizationId(), reaches.policy(created.providerId()),
                        clock.instant()))
                .then();
    }

    /** It stands no more; it has no turn until it does again. */
    public Mono<Void> end(UUID authorizationId, long version) {
        return database.sql("""
                update sync_plans set live = false, version = :version
                 where authorization_id = :authorization and version <= :version""")
                .bind("authorization", authorizationId)
                .bind("version", version)
                .then();
    }

    /** The facility's live plan, or else the one that it had last. */
    public Mono<SyncPlan> ofFacility(UUID facilityId) {
        return database
                .sql(PLAN + " where plan.facility_id = :id order by plan.live desc, plan.next_run_at desc limit 1")
                .bind("id", facilityId)
                .map(SyncPlans::plan)
                .one();
    }

    /** The same, held until the end of the transaction, so that nobody else orders a synchronisation beside it. */
    public Mono<SyncPlan> heldOfFacility(UUID facilityId) {
        return database.sql(PLAN + """
                where plan.facility_id = :id and plan.live
                order by plan.next_run_at desc limit 1 for update of plan""")
                .bind("id", facilityId)
                .map(SyncPlans::plan)
                .one();
    }

    /**
     * What is due now, the longest first, held until the end of the transaction. Other planners pass over it, and it costs
     * the same however many are not due.
     */
    public Flux<SyncPlan> due(int batch) {
        return database.sql(PLAN + """
                where plan.live and plan.next_run_at <= :now
                order by plan.next_run_at limit :batch for update of plan skip locked""")
                .bind("now", clock.instant())
                .bind("batch", batch)
                .map(SyncPlans::plan)
                .all();
    }

    /**
     * What became of a turn.
     *
     * @param taken whether it was ordered, rather than put off
     * @param next when it is due next
     */
    public record Turn(UUID authorizationId, boolean taken, Instant next) {}

    /** Sets when each is due next, in one statement. */
    public Mono<Void> move(List<Turn> turns) {
        return database.sql("""
                update sync_plans plan
                   set next_run_at = moved.next_run_at,
                       turned_at = case when moved.taken then :now::timestamptz else plan.turned_at end,
                       hinted_at = case when moved.taken then null else plan.hinted_at end
                  from unnest(:ids::uuid[], :taken::boolean[], :times::timestamptz[]) as moved (id, taken, next_run_at)
                 where plan.authorization_id = moved.id""")
                .bind("now", clock.instant())
                .bind("ids", turns.stream().map(Turn::authorizationId).toArray(UUID[]::new))
                .bind("taken", turns.stream().map(Turn::taken).toArray(Boolean[]::new))
                .bind("times", turns.stream().map(Turn::next).toArray(Instant[]::new))
                .then();
    }

    /**
     * Readings of the authorization were stored.
     *
     * @return when the authorization began, if these were the first that it brought
     */
    public Mono<Instant> firstReading(UUID authorizationId) {
        return database.sql("""
                update sync_plans set first_reading_at = :now
                 where authorization_id = :id and first_reading_at is null and begun_at is not null
                returning begun_at""")
                .bind("now", clock.instant())
                .bind("id", authorizationId)
                .map(row -> Objects.requireNonNull(row.get("begun_at", Instant.class)))
                .one();
    }

    /** The provider has answered for everything up to then. */
    public Mono<Void> covered(UUID authorizationId, Instant until) {
        return database.sql("""
                update sync_plans set covered_until = greatest(covered_until, :until)
                 where authorization_id = :authorization""")
                .bind("authorization", authorizationId)
                .bind("until", until)
                .then();
    }

    private static SyncPlan plan(Readable row) {
        return new SyncPlan(uuid(row, "authorization_id"), uuid(row, "facility_id"), text(row, "provider_id"),
                AuthMethod.of(text(row, "method")), Boolean.TRUE.equals(row.get("live", Boolean.class)),
                Objects.requireNonNull(row.get("next_run_at", Instant.class)),
                new SyncWindow.Standing(row.get("frontier", Instant.class), row.get("covered_until", Instant.class)));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
