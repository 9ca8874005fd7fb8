// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.platform.inbox.EventSubscription;

/**
 * For the services that decide by what a caller is to a facility; those import it and have a table
 * {@code facilities (facility_id, version, name, owner_role, owner_id, operator_id, operator_status, discarded)}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FacilityServiceSettings.class)
public class FacilityStandingsConfiguration {

    @Bean
    Facilities facilityProjection(DatabaseClient database) {
        return new Facilities(database);
    }

    @Bean
    EventSubscription facilitySubscription(Facilities facilities) {
        return EventSubscription.named("facilities")
                .on(Topic.FACILITIES)
                .handle(FacilitySnapshot.class, facilities::store)
                .build();
    }

    @Bean
    FacilityStandings facilityStandings(Facilities facilities, WebClient.Builder http,
            FacilityServiceSettings settings) {
        return new FacilityStandings(facilities, new FacilityService(http, settings));
    }
}
