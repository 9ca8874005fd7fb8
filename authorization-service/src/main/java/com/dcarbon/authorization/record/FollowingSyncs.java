// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/** Copies onto the record when its data was last read. */
@Configuration(proxyBeanMethods = false)
class FollowingSyncs {
    private static final String SYNCED = """
            update authorizations set last_sync = :last_sync
            where id = :id and (last_sync is null or last_sync < :last_sync)""";

    @Bean
    EventSubscription syncSubscription(DatabaseClient database) {
        return EventSubscription.named("syncs").on(Topic.INTERVAL_DATA)
                .handle(IntervalDataImported.class,
                        event -> synced(database, event.data().authorizationId(), event.data().lastSync()))
                .build();
    }

    /** An upload belongs to no authorization. */
    private static Mono<Void> synced(DatabaseClient database, @Nullable UUID authorizationId, Instant lastSync) {
        return authorizationId == null
                ? Mono.empty()
                : database.sql(SYNCED).bind("id", authorizationId).bind("last_sync", lastSync).then();
    }
}
