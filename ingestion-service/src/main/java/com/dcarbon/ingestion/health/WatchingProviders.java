// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.work.BackgroundLoop;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Looks now and then at the utilities that are down: for whom that hinders, and whether it lasts too long. */
@Configuration(proxyBeanMethods = false)
class WatchingProviders {
    /** What passes over all meters. */
    private static final Duration SELDOM = Duration.ofMinutes(5);

    @Bean
    BackgroundLoop providerWatchLoop(HealthRows rows, TellingOutage telling, WorkOfProvider work,
            HealthSettings settings, Clock clock) {
        return new BackgroundLoop("provider-watch", settings.watch(), () -> rows.down()
                .concatMap(provider -> telling.ifTooLong(provider)
                        .then(Mono.defer(() -> hinder(provider, rows, work, clock))))
                .reduce(false, Boolean::logicalOr));
    }

    private static Mono<Boolean> hinder(String provider, HealthRows rows, WorkOfProvider work, Clock clock) {
        return rows.read(provider).flatMap(health -> {
            Instant closed = health.closedUntil();
            return health.down()
                    ? work.hindered(provider, closed == null ? clock.instant() : closed)
                    : Mono.just(false);
        });
    }

    @Bean
    BackgroundLoop providerGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics,
            HealthSettings settings) {
        var gauges = new ProviderGauges(database, clock, metrics);
        return new BackgroundLoop("provider-gauges", settings.watch(), gauges::measure);
    }

    @Bean
    BackgroundLoop readingGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics,
            HealthSettings settings) {
        var gauges = new ReadingGauges(database, settings.staleAfter(), clock, metrics);
        return new BackgroundLoop("reading-gauges", SELDOM, gauges::measure);
    }
}
