// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.inbox.EventSubscription;

/** Appends what the services tell on the audit topic. */
@Configuration(proxyBeanMethods = false)
class RecordingAudits {

    @Bean
    EventSubscription auditSubscription(AuditEntries entries) {
        return EventSubscription.named("log")
                .on(Topic.AUDIT)
                .handle(AuditRecord.class, event -> entries.append(event.id(), event.data()))
                .build();
    }
}
