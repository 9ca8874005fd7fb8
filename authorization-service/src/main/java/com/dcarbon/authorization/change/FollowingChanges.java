// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.session.ClosingSessions;
import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.platform.facility.FacilityStandings;
import com.dcarbon.platform.facility.Standing;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/**
 * Follows what changes at facilities. The topic is compacted, so that every snapshot is read for its state, whatever
 * event it came with.
 */
@Configuration(proxyBeanMethods = false)
class FollowingChanges {

    @Bean
    EventSubscription facilityChangesSubscription(FollowedChanges followed, ClosingSessions sessions,
            ChangingProvider changing) {
        return EventSubscription.named("facility-changes").on(Topic.FACILITIES)
                .handle(FacilitySnapshot.class, event -> followed
                        .isNewer(event.data().facilityId(), event.sequence())
                        .filter(newer -> newer)
                        .flatMap(_ -> follow(event, sessions, changing)))
                .build();
    }

    /** Who lost access first: what a change of the utility ends then has no session of theirs. */
    private static Mono<Void> follow(Event<FacilitySnapshot> event, ClosingSessions sessions,
            ChangingProvider changing) {
        FacilitySnapshot facility = event.data();
        ProviderChange change = facility.providerChange();
        Mono<Void> withdrawn = sessions.failUnless(facility.facilityId(),
                userId -> FacilityStandings.in(facility, userId) == Standing.AUTHORIZER);
        return change == null
                ? withdrawn
                : withdrawn.then(Mono.defer(() -> changing.follow(facility.facilityId(), change)));
    }
}
