// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/** Copies onto the record when its data was last read, and that it could not be. */
@Configuration(proxyBeanMethods = false)
class FollowingSyncs {
    private static final String SUCCEEDED = """
            update authorizations
               set last_sync = case when :moves then greatest(last_sync, :last_sync) else last_sync end,
                   sync_succeeded_at = greatest(sync_succeeded_at, :at)
            where id = :id""";
    private static final String FAILED = """
            update authorizations set sync_failed_at = greatest(sync_failed_at, :at) where id = :id""";

    @Bean
    EventSubscription syncSubscription(DatabaseClient database) {
        return EventSubscription.named("syncs").on(Topic.INTERVAL_DATA)
                .handle(IntervalDataImported.class, event -> succeeded(database, event.data(), event.time()))
                .handle(SyncFailed.class, event -> database.sql(FAILED)
                        .bind("id", event.data().authorizationId())
                        .bind("at", event.time())
                        .then())
                .build();
    }

    /**
     * Older data move nothing. Where no utility was asked, as for an upload or documents that are read again, no authorization
     * is named.
     */
    private static Mono<Void> succeeded(DatabaseClient database, IntervalDataImported data, Instant at) {
        UUID authorization = data.authorizationId();
        return authorization == null
                ? Mono.empty()
                : database.sql(SUCCEEDED)
                        .bind("id", authorization)
                        .bind("last_sync", data.lastSync())
                        .bind("moves", data.kind() != ImportKind.BACKFILL)
                        .bind("at", at)
                        .then();
    }
}
