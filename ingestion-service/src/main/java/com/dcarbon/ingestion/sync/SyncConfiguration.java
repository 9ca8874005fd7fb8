// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.ingestion.schedule.ScheduleSettings;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.platform.inbox.EventSubscription;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;

/** Listens to authorizations and to what utilities notify, and measures the imports. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {
    private static final Duration MEASURE = Duration.ofSeconds(15);
    private static final Duration SELDOM = Duration.ofMinutes(1);

    @Bean
    EventSubscription authorizationSubscription(StartingHistoricalImport starting, SyncPlans plans,
            EndingSynchronisation ending) {
        return EventSubscription.named("authorizations")
                .on(Topic.AUTHORIZATIONS)
                .handle(AuthorizationCreated.class, starting::start)
                .handle(AuthorizationRevoked.class, ending::end)
                .handle(AuthorizationFailed.class,
                        event -> plans.end(event.data().authorizationId(), event.sequence()))
                .handle(ReauthorizationRequired.class,
                        event -> plans.end(event.data().authorizationId(), event.sequence()))
                .build();
    }

    @Bean
    EventSubscription hintSubscription(HearingHint hearing) {
        return EventSubscription.named("hints")
                .on(Topic.PROVIDER_HINTS)
                .handle(ProviderNotified.class, event -> hearing.hear(event.data()))
                .build();
    }

    /** One batch in each interval, so that what an outage of ours has left comes in at a pace. */
    @Bean
    BackgroundLoop plannerLoop(PlanningImports planning, ImportWorkers workers, ScheduleSettings settings) {
        return new BackgroundLoop("sync-planner", settings.idle(), () -> planning.plan()
                .doOnNext(turns -> workers.wakeFor(turns))
                .thenReturn(false));
    }

    @Bean
    BackgroundLoop planGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        var turns = new Backlog(database, clock, metrics, "dcarbon.sync.turns.due",
                "dcarbon.sync.turns.oldest.due.age.seconds", """
                        select count(*) as waiting, min(next_run_at) as since from sync_plans
                         where live and next_run_at <= :now""");
        var gaps = new Backlog(database, clock, metrics, "dcarbon.gaps.open", "dcarbon.gaps.oldest.age.seconds", """
                select count(*) as waiting, min(found_at) as since from interval_gaps where state = 'open'""");
        var meters = new Backlog(database, clock, metrics, "dcarbon.meters.not.reported",
                "dcarbon.meters.not.reported.oldest.age.seconds", """
                        select count(*) as waiting, min(condition_since) as since from meters
                         where condition is not null""");
        return new BackgroundLoop("sync-plan-gauges", SELDOM,
                () -> turns.measure().then(gaps.measure()).then(meters.measure()));
    }

    @Bean
    BackgroundLoop importGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        var due = new Backlog(database, clock, metrics, "dcarbon.imports.due",
                "dcarbon.imports.oldest.due.age.seconds",
                """
                        select count(*) as waiting, min(coalesce(leased_until, next_attempt_at)) as since
                          from import_jobs job
                         where (state in ('queued', 'waiting', 'retrying') and next_attempt_at <= :now
                             or state = 'running' and leased_until < :now)
                           and not exists (select 1 from provider_pauses pause
                                where pause.provider_id = job.provider_id and pause.until > :now)
                           and not exists (select 1 from provider_health health
                                where health.provider_id = job.provider_id and health.state = 'down')""");
        var states = new ImportStates(database, metrics);
        return new BackgroundLoop("import-gauges", MEASURE, () -> due.measure().then(states.measure()));
    }
}
