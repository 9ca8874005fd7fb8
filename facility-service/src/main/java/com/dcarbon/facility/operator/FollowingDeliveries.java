// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.InvitationUndeliverable;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/** Notes that an invitation's mail was refused, if that invitation still is the one that waits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InvitationSettings.class)
class FollowingDeliveries {

    @Bean
    EventSubscription invitationDeliverySubscription(Facilities facilities, Operators operators,
            OperatorPublication publication, Clock clock) {
        return EventSubscription.named("invitation-deliveries")
                .on(Topic.INVITATION_DELIVERIES)
                .handle(InvitationUndeliverable.class, event -> facilities.lock(event.data().facilityId())
                        .flatMap(facility -> refused(event.data().invitationId(), facility, facilities, operators,
                                publication, clock)))
                .build();
    }

    private static Mono<Void> refused(UUID invitationId, Facility facility, Facilities facilities,
            Operators operators, OperatorPublication publication, Clock clock) {
        Operator invited = facility.operator();
        if (invited == null || !invited.isInvitedBy(invitationId)) {
            return Mono.empty();
        }
        Operator operator = invited.undeliverable();
        Facility next = facility.operatedBy(operator, clock.instant());
        return facilities.replace(next)
                .then(operators.become(facility.id(), operator.status()))
                .then(publication.undeliverable(next, operator));
    }
}
