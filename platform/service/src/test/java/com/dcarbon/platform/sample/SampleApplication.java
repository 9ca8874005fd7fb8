// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.sample;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

@SpringBootApplication
public class SampleApplication {
    /** Facilities whose events cannot be processed for the time being. */
    public static final Set<UUID> TROUBLED = ConcurrentHashMap.newKeySet();
    /** The thread that processed the latest event of a facility. */
    public static final Map<UUID, Thread> PROCESSED_ON = new ConcurrentHashMap<>();

    @Bean
    EventSubscription effects(DatabaseClient database) {
        return EventSubscription.named("effects").on(Topic.INTERVAL_DATA)
                .handle(SyncFailed.class, event -> process(database, event))
                .build();
    }

    private static Mono<Void> process(DatabaseClient database, Event<SyncFailed> event) {
        PROCESSED_ON.put(event.data().facilityId(), Thread.currentThread());
        return TROUBLED.contains(event.data().facilityId())
                ? Mono.error(new IllegalStateException("the words of the exception"))
                : database.sql("insert into effects (subject, seen) values (:subject, :seen)")
                        .bind("subject", event.subject()).bind("seen", event.sequence()).then();
    }
}
