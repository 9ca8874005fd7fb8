// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;

/** Tells what was noted, as soon as it is known whom to tell. */
@Configuration(proxyBeanMethods = false)
class AnnouncementLoops {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration MEASURE = Duration.ofSeconds(15);

    @Bean
    BackgroundLoop announcingLoop(Announcing announcing) {
        return new BackgroundLoop("announcing", LOOK, announcing::announceOne);
    }

    @Bean
    BackgroundLoop announcementGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        var backlog = new Backlog(database, clock, metrics, "dcarbon.announcement.waiting",
                "dcarbon.announcement.oldest.age.seconds",
                "select count(*) as waiting, min(heard_at) as since from announcements");
        return new BackgroundLoop("announcement-gauges", MEASURE, backlog::measure);
    }
}
