// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.database.DatabaseSignals;
import com.dcarbon.platform.inbox.EventSubscription;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

/** Where changes come from, and what goes on in the background until streams tell them. */
@Configuration(proxyBeanMethods = false)
class WatchingChanges {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LISTEN = Duration.ofMinutes(1);
    private static final Duration MEASURE = Duration.ofSeconds(15);
    private static final Duration CLEAN = Duration.ofMinutes(10);

    @Bean
    EventSubscription liveAuthorizationSubscription(Changes changes) {
        return EventSubscription.named("live-authorizations")
                .on(Topic.AUTHORIZATION_STATUS)
                .handle(AuthorizationSnapshot.class, event -> changes.add(AuthorizationNews.change(event)))
                .build();
    }

    @Bean
    EventSubscription liveSyncSubscription(Changes changes) {
        return EventSubscription.named("live-syncs")
                .on(Topic.INTERVAL_DATA)
                .handle(MetersImported.class, event -> changes.add(SyncNews.changeOfMeters(event)))
                .handle(IntervalDataImported.class, event -> changes.add(SyncNews.changeOfIntervals(event)))
                .handle(SyncFailed.class, event -> changes.add(SyncNews.changeOfFailure(event)))
                .build();
    }

    @Bean
    BackgroundLoop changePlacingLoop(Placing placing) {
        return new BackgroundLoop("change-placing", LOOK, placing::placeSome);
    }

    @Bean
    BackgroundLoop changeListenerLoop(ConnectionFactory connections, OpenStreams streams,
            @Qualifier("changePlacingLoop") BackgroundLoop placingLoop) {
        var signals = new DatabaseSignals(connections, LISTEN);
        return new BackgroundLoop("change-listener", LOOK, () -> signals.listen(streams::wakeAll,
                Map.of(Changes.WRITTEN, _ -> placingLoop.wake(), Placing.PLACED, streams::wake))
                .takeUntilOther(placingLoop.ending()));
    }

    @Bean
    BackgroundLoop changeGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        var backlog = new Backlog(database, clock, metrics, "dcarbon.change.waiting",
                "dcarbon.change.oldest.age.seconds",
                "select count(*) as waiting, min(written_at) as since from changes where place is null");
        return new BackgroundLoop("change-gauges", MEASURE, backlog::measure);
    }

    @Bean
    BackgroundLoop changeCleaningLoop(Changes changes, StreamSettings settings) {
        return new BackgroundLoop("change-cleaning", CLEAN, () -> changes.forget(settings.retention()));
    }
}
