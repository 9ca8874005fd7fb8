// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Ends authorizations at utilities, on every replica: each row is taken by one of them. */
@Configuration(proxyBeanMethods = false)
class RevocationLoops {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean
    BackgroundLoop revocationsLoop(RevokingAtUtility revoking, DatabaseClient database, Clock clock,
            MeterRegistry metrics) {
        var waiting = new Backlog(database, clock, metrics, "dcarbon.authorization.revocations.waiting",
                "dcarbon.authorization.revocations.oldest.age.seconds",
                "select count(*) as waiting, min(requested_at) as since from revocations where outcome is null");
        return new BackgroundLoop("revocations", LOOK,
                () -> revoking.revokeNext().flatMap(more -> more ? Mono.just(true) : waiting.measure()));
    }
}
