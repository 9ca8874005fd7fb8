// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.following;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.registry.FacilityPublication;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.inbox.EventSubscription;
import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Copies the state of a facility's authorization onto its record; the first success completes the registration. */
@Configuration(proxyBeanMethods = false)
class FollowingAuthorizations {

    @Bean
    EventSubscription authorizationSubscription(Facilities facilities, FacilityPublication publication, Clock clock,
            MeterRegistry metrics) {
        return EventSubscription.named("authorizations")
                .on(Topic.AUTHORIZATION_STATUS)
                .handle(AuthorizationSnapshot.class,
                        event -> facilities.lock(event.data().facilityId())
                                .flatMap(facility -> follow(facility, event, facilities, publication, clock)
                                        .then(AfterCommit.run(() -> measure(facility, event.data(), metrics)))))
                .build();
    }

    private static void measure(Facility before, AuthorizationSnapshot snapshot, MeterRegistry metrics) {
        before.takenToAuthorize(snapshot)
                .ifPresent(taken -> metrics.timer("dcarbon.invited.to.authorized", "provider", snapshot.providerId())
                        .record(taken));
    }

    private static Mono<Void> follow(Facility facility, Event<AuthorizationSnapshot> event, Facilities facilities,
            FacilityPublication publication, Clock clock) {
        return facility.following(event.data(), event.sequence(), clock.instant())
                .map(after -> facilities.replace(after).then(publication.followed(facility, after)))
                .orElse(Mono.empty());
    }
}
