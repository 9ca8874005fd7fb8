// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps up with what the facility service tells. */
@Configuration(proxyBeanMethods = false)
class FollowingFacilities {

    @Bean
    EventSubscription facilitySubscription(KnownFacilities facilities, List<FacilityListener> listeners) {
        return EventSubscription.named("facilities")
                .on(Topic.FACILITIES)
                .handle(FacilitySnapshot.class, event -> follow(event, facilities, listeners))
                .build();
    }

    private static Mono<Void> follow(Event<FacilitySnapshot> event, KnownFacilities facilities,
            List<FacilityListener> listeners) {
        KnownFacility now = KnownFacility.of(event.data());
        return facilities.find(now.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(before -> facilities.remember(now, event.sequence())
                        .filter(newer -> newer)
                        .flatMapMany(_ -> Flux.fromIterable(listeners))
                        .concatMap(listener -> listener.changed(before.orElse(null), event))
                        .then());
    }
}
