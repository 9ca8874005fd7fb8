// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.schedule.rules.Turns;

import reactor.core.publisher.Mono;

/** Turns that come sooner because the utility has notified of data. */
@Repository
public class HintedTurns {
    private static final double MILLIS = 1_000;

    private final DatabaseClient database;
    private final ScheduleSettings settings;
    private final Clock clock;

    HintedTurns(DatabaseClient database, ScheduleSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a notification did: {@code UNKNOWN} where no authorization stands. */
    public enum Effect {
        HURRIED,
        REMEMBERED,
        UNKNOWN
    }

    /**
     * Until the end of the transaction no outage of the authorization's utility ends, so that what is remembered because of
     * one is recalled when it does.
     */
    public Mono<Void> holdHealth(UUID authorizationId) {
        return database.sql("""
                select health.state from provider_health health
                 where health.provider_id = (select provider_id from sync_plans where authorization_id = :id)
                   for share""").bind("id", authorizationId).then();
    }

    /** Until the end of the transaction nobody else plans for the authorization. */
    public Mono<Void> hold(UUID authorizationId) {
        return database.sql("select live from sync_plans where authorization_id = :id for no key update")
                .bind("id", authorizationId)
                .then();
    }

    /**
     * The turn comes soon, but not soon after the one before; while the utility is down, that it has notified is only
     * remembered. In a transaction that holds the utility's health.
     */
    public Mono<Effect> hint(UUID authorizationId) {
        Instant now = clock.instant();
        return database.sql("""
                update sync_plans plan
                   set hinted_at = coalesce(plan.hinted_at, :now::timestamptz),
                       next_run_at = case when outage.lasts then plan.next_run_at
                            else least(plan.next_run_at, greatest(:soon::timestamptz,
                                plan.turned_at + make_interval(secs => :spacing))) end
                  from (select exists (select 1 from sync_plans hinted
                                         join provider_health health on health.provider_id = hinted.provider_id
                                        where hinted.authorization_id = :id and health.state = 'down') as lasts) outage
                 where plan.authorization_id = :id and plan.live
                returning outage.lasts""")
                .bind("id", authorizationId)
                .bind("now", now)
                .bind("soon", Turns.afterHint(authorizationId, settings.hintDelay(), now))
                .bind("spacing", settings.hintSpacing().toMillis() / MILLIS)
                .map(row -> Boolean.TRUE.equals(row.get("lasts", Boolean.class)) ? Effect.REMEMBERED : Effect.HURRIED)
                .one()
                .defaultIfEmpty(Effect.UNKNOWN);
    }

    /** The utility answers again: what it has notified of meanwhile comes, spread over that time. */
    public Mono<Void> recall(String providerId, Duration over) {
        return database.sql("""
                update sync_plans
                   set next_run_at = least(next_run_at, greatest(turned_at + make_interval(secs => :spacing),
                           :now::timestamptz + make_interval(secs => random() * :over)))
                 where provider_id = :provider and hinted_at is not null and live""")
                .bind("provider", providerId)
                .bind("now", clock.instant())
                .bind("over", over.toMillis() / MILLIS)
                .bind("spacing", settings.hintSpacing().toMillis() / MILLIS)
                .then();
    }
}
