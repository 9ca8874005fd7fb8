// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.sample;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

@SpringBootApplication
public class SampleApplication {
    /** Facilities whose events cannot be processed for the time being. */
    public static final Set<UUID> TROUBLED = ConcurrentHashMap.newKeySet();

    @Bean
    EventSubscription effects(DatabaseClient database) {
        return EventSubscription.named("effects").on(Topic.INTERVAL_DATA)
                .handle(SyncFailed.class, event -> TROUBLED.contains(event.data().facilityId())
                        ? Mono.error(new IllegalStateException("the words of the exception"))
                        : database.sql("insert into effects (subject, seen) values (:subject, :seen)")
                                .bind("subject", event.subject()).bind("seen", event.sequence()).then())
                .build();
    }
}
