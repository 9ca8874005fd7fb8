// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.sample;

import java.util.UUID;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

@SpringBootApplication
public class SampleApplication {
    public static final UUID POISON = UUID.fromString("00000000-0000-7000-8000-00000000dead");

    @Bean
    EventSubscription effects(DatabaseClient database) {
        return EventSubscription.named("effects").on(Topic.INTERVAL_DATA)
                .handle(SyncFailed.class, event -> event.data().facilityId().equals(POISON)
                        ? Mono.error(new IllegalStateException("cannot process this"))
                        : database.sql("insert into effects (subject, seen) values (:subject, :seen)")
                                .bind("subject", event.subject()).bind("seen", event.sequence()).then())
                .build();
    }
}
