// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.facility;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.facility.rules.FacilityFacts;
import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.platform.inbox.EventSubscription;

/** Keeps the projection of facilities up to date. */
@Configuration(proxyBeanMethods = false)
class FollowingFacilities {

    @Bean
    EventSubscription facilitySubscription(Facilities facilities) {
        return EventSubscription.named("facilities").on(Topic.FACILITIES)
                .handle(FacilitySnapshot.class, event -> facilities.store(facility(event)))
                .build();
    }

    private static Facility facility(Event<FacilitySnapshot> event) {
        FacilitySnapshot told = event.data();
        FacilitySnapshot.Operator operator = told.operator();
        var facts = new FacilityFacts(told.ownerRole(), told.owner().userId(),
                operator == null ? null : operator.person().userId(), operator == null ? null : operator.status(),
                told.discarded());
        return new Facility(told.facilityId(), event.sequence(), told.name(), facts);
    }
}
