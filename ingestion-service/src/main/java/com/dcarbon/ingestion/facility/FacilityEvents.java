// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.platform.inbox.EventSubscription;

/** Keeps the projection of the facilities up to date. */
@Configuration(proxyBeanMethods = false)
class FacilityEvents {

    @Bean
    EventSubscription facilitySubscription(Facilities facilities) {
        return EventSubscription.named("facilities")
                .on(Topic.FACILITIES)
                .handle(FacilitySnapshot.class, facilities::project)
                .build();
    }
}
