// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.following;

import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/**
 * Copies when a facility's data was last read, and that it could not be, onto its record. Nobody is told of that again:
 * the event that brought it tells everyone.
 */
@Configuration(proxyBeanMethods = false)
class FollowingSync {

    @Bean
    EventSubscription syncSubscription(Facilities facilities) {
        return EventSubscription.named("sync")
                .on(Topic.INTERVAL_DATA)
                .handle(IntervalDataImported.class,
                        event -> change(facilities, event.data().facilityId(),
                                facility -> facility.synced(event.data().lastSync(), event.time())))
                .handle(SyncFailed.class,
                        event -> change(facilities, event.data().facilityId(),
                                facility -> facility.syncFailed(event.time())))
                .build();
    }

    private static Mono<Void> change(Facilities facilities, UUID id, UnaryOperator<Facility> change) {
        return facilities.lock(id).map(change).flatMap(facilities::replace);
    }
}
