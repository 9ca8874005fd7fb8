// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.notification.stream.FacilityChanges;
import com.dcarbon.platform.inbox.EventSubscription;

/** Keeps up with what the facility service tells. */
@Configuration(proxyBeanMethods = false)
class FollowingFacilities {

    @Bean
    EventSubscription facilitySubscription(KnownFacilities facilities, FacilityChanges changes) {
        return EventSubscription.named("facilities")
                .on(Topic.FACILITIES)
                .handle(FacilitySnapshot.class,
                        event -> changes.note(event)
                                .then(facilities.remember(KnownFacility.of(event.data()), event.sequence())))
                .build();
    }
}
