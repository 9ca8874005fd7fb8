// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.inbox.EventSubscription;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;

/** Listens to authorizations and to what utilities notify, and measures the imports. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {
    private static final Duration MEASURE = Duration.ofSeconds(15);

    @Bean
    EventSubscription authorizationSubscription(StartingHistoricalImport starting, ImportJobs jobs, Meters meters) {
        return EventSubscription.named("authorizations")
                .on(Topic.AUTHORIZATIONS)
                .handle(AuthorizationCreated.class, starting::start)
                .handle(AuthorizationRevoked.class,
                        event -> jobs.end(event.data().authorizationId(), FetchFailure.AUTHORIZATION_ENDED)
                                .then(meters.release(event.data().authorizationId())))
                .build();
    }

    @Bean
    EventSubscription hintSubscription(ImportJobs jobs) {
        return EventSubscription.named("hints")
                .on(Topic.PROVIDER_HINTS)
                .handle(ProviderNotified.class, event -> jobs.hint(event.data().authorizationId(),
                        event.data().resources().stream().map(URI::toString).toList()))
                .build();
    }

    @Bean
    BackgroundLoop importGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        var due = new Backlog(database, clock, metrics, "dcarbon.imports.due",
                "dcarbon.imports.oldest.due.age.seconds",
                """
                        select count(*) as waiting, min(coalesce(leased_until, next_attempt_at)) as since from import_jobs
                         where state in ('queued', 'waiting', 'retrying') and next_attempt_at <= :now
                            or state = 'running' and leased_until < :now""");
        var states = new ImportStates(database, metrics);
        return new BackgroundLoop("import-gauges", MEASURE, () -> due.measure().then(states.measure()));
    }
}
