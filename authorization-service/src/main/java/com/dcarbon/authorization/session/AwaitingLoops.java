// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Follows consents on which providers work, on every replica: each row is taken by one of them. */
@Configuration(proxyBeanMethods = false)
class AwaitingLoops {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean
    BackgroundLoop awaitedConsentsLoop(FollowingConsent following, DatabaseClient database, Clock clock,
            MeterRegistry metrics) {
        var waiting = new Backlog(database, clock, metrics, "dcarbon.authorization.consents.waiting",
                "dcarbon.authorization.consents.oldest.age.seconds",
                "select count(*) as waiting, min(since) as since from awaited_consents");
        return new BackgroundLoop("awaited-consents", LOOK,
                () -> following.followNext().flatMap(more -> more ? Mono.just(true) : waiting.measure()));
    }
}
