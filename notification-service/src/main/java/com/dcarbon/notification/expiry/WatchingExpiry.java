// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.expiry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.notification.announcement.Announcement;
import com.dcarbon.notification.announcement.Announcements;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.inbox.EventSubscription;
import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;

/** Keeps up with what authorizations end when, and announces it. */
@Configuration(proxyBeanMethods = false)
class WatchingExpiry {

    @Bean
    EventSubscription authorizationStatusSubscription(KnownAuthorizations authorizations) {
        return EventSubscription.named("authorization-status")
                .on(Topic.AUTHORIZATION_STATUS)
                .handle(AuthorizationSnapshot.class,
                        event -> authorizations.remember(event.data(), event.sequence()))
                .build();
    }

    @Bean
    BackgroundLoop expiryLoop(KnownAuthorizations authorizations, Announcements announcements,
            TransactionalOperator tx, ExpirySettings settings) {
        return new BackgroundLoop("expiry", settings.look(), () -> announceOne(authorizations, announcements, tx));
    }

    private static Mono<Boolean> announceOne(KnownAuthorizations authorizations, Announcements announcements,
            TransactionalOperator tx) {
        return authorizations.announceOne()
                .flatMap(ending -> announcements
                        .add(Announcement.ofEnd(Ids.next(), ending.facilityId(), ending.providerId(), ending.end()))
                        .thenReturn(true))
                .defaultIfEmpty(false)
                .as(tx::transactional);
    }
}
