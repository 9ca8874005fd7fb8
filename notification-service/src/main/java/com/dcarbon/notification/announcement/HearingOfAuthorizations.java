// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationRetried;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.AuthorizationTokenRotationFailed;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.events.intervals.ProviderDowntime;
import com.dcarbon.events.intervals.ProviderRecovered;
import com.dcarbon.notification.rules.Kind;
import com.dcarbon.platform.inbox.EventSubscription;

import reactor.core.publisher.Mono;

/** Notes what became of authorizations and of utilities. */
@Configuration(proxyBeanMethods = false)
class HearingOfAuthorizations {
    /** How attempts end that a person ended by another act: whoever did it knows, and the others are told of the act. */
    private static final Set<String> ENDED_BY_PEOPLE = Set.of("superseded", "provider_changed", "access_withdrawn");

    @Bean
    EventSubscription authorizationSubscription(Announcements announcements) {
        return EventSubscription.named("authorizations")
                .on(Topic.AUTHORIZATIONS)
                .handle(AuthorizationCreated.class, event -> announcements.add(succeeded(event)))
                .handle(AuthorizationFailed.class, event -> hear(event, announcements))
                .handle(AuthorizationRetried.class, event -> announcements.add(retried(event)))
                .handle(AuthorizationRevoked.class, event -> announcements.add(revoked(event)))
                .handle(ReauthorizationRequired.class, event -> announcements.add(required(event)))
                .handle(AuthorizationTokenRotationFailed.class, event -> announcements.add(rotationFailed(event)))
                .build();
    }

    @Bean
    EventSubscription providerSubscription(Announcements announcements) {
        return EventSubscription.named("providers")
                .on(Topic.INTERVAL_DATA)
                .handle(ProviderDowntime.class, event -> announcements.add(down(event)))
                .handle(ProviderRecovered.class, event -> announcements.add(recovered(event)))
                .build();
    }

    private static Announcement succeeded(Event<AuthorizationCreated> event) {
        return Announcement.ofAuthorization(event.id(), Kind.AUTHORIZATION_SUCCEEDED, event.data().facilityId(),
                event.data().providerId());
    }

    private static Mono<Void> hear(Event<AuthorizationFailed> event, Announcements announcements) {
        return ENDED_BY_PEOPLE.contains(event.data().code()) ? Mono.empty() : announcements.add(failed(event));
    }

    private static Announcement failed(Event<AuthorizationFailed> event) {
        AuthorizationFailed failed = event.data();
        return Announcement.ofAuthorization(event.id(), Kind.AUTHORIZATION_FAILED, failed.facilityId(),
                failed.providerId(), failed.message(), failed.action());
    }

    private static Announcement retried(Event<AuthorizationRetried> event) {
        return Announcement.ofAuthorization(event.id(), Kind.AUTHORIZATION_RETRY, event.data().facilityId(),
                event.data().providerId());
    }

    private static Announcement revoked(Event<AuthorizationRevoked> event) {
        AuthorizationRevoked revoked = event.data();
        return Announcement.ofAuthorization(event.id(), Kind.AUTHORIZATION_REVOKED, revoked.facilityId(),
                revoked.providerId(), revoked.message(), revoked.action());
    }

    private static Announcement required(Event<ReauthorizationRequired> event) {
        ReauthorizationRequired required = event.data();
        return Announcement.ofAuthorization(event.id(), Kind.REAUTHORIZATION_REQUIRED, required.facilityId(),
                required.providerId(), required.message(), required.action());
    }

    private static Announcement rotationFailed(Event<AuthorizationTokenRotationFailed> event) {
        AuthorizationTokenRotationFailed failed = event.data();
        return Announcement.ofAuthorization(event.id(), Kind.TOKEN_ROTATION_FAILED, failed.facilityId(),
                failed.providerId(), failed.message(), failed.action());
    }

    private static Announcement down(Event<ProviderDowntime> event) {
        ProviderDowntime down = event.data();
        return Announcement.ofUtility(event.id(), Kind.PROVIDER_DOWNTIME, down.providerId(), down.since(),
                down.detectedAt());
    }

    private static Announcement recovered(Event<ProviderRecovered> event) {
        ProviderRecovered recovered = event.data();
        return Announcement.ofUtility(event.id(), Kind.PROVIDER_RECOVERED, recovered.providerId(), recovered.since(),
                recovered.recoveredAt());
    }
}
