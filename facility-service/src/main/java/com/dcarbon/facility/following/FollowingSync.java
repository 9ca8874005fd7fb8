// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.following;

import java.time.Instant;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.facility.registry.Syncs;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/**
 * Notes when a facility's data was last read, and that it could not be. Nobody is told of that again: the event that
 * brought it tells everyone.
 */
@Configuration(proxyBeanMethods = false)
class FollowingSync {

    @Bean
    EventSubscription syncSubscription(Syncs syncs) {
        return EventSubscription.named("sync")
                .on(Topic.INTERVAL_DATA)
                .handle(IntervalDataImported.class, event -> imported(syncs, event.data(), event.time()))
                .handle(SyncFailed.class,
                        event -> syncs.failed(event.data().facilityId(), event.data().authorizationId(), event.time()))
                .build();
    }

    /** A person's upload, or documents read again, bring data, but say nothing about reading from the utility. */
    private static Mono<Void> imported(Syncs syncs, IntervalDataImported data, Instant at) {
        UUID authorization = data.authorizationId();
        return authorization == null || data.kind() == ImportKind.UPLOAD
                ? Mono.empty()
                : readUpTo(syncs, data).then(syncs.succeeded(data.facilityId(), authorization, at));
    }

    /** Older data move nothing: what was told with them was told before, or stands for what never was. */
    private static Mono<Void> readUpTo(Syncs syncs, IntervalDataImported data) {
        return data.kind() == ImportKind.BACKFILL
                ? Mono.empty()
                : syncs.readUpTo(data.facilityId(), data.lastSync());
    }
}
