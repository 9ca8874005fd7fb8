// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.platform.inbox.EventSubscription;

/** Listens to authorizations. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

    @Bean
    EventSubscription authorizationSubscription(StartingHistoricalImport starting) {
        return EventSubscription.named("authorizations")
                .on(Topic.AUTHORIZATIONS)
                .handle(AuthorizationCreated.class, starting::start)
                .build();
    }
}
