// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.inbox.EventSubscription;

import tools.jackson.databind.json.JsonMapper;

/** Appends what the services tell on the audit topic. */
@Configuration(proxyBeanMethods = false)
class RecordingAudits {

    @Bean
    EventSubscription auditSubscription(AuditEntries entries, JsonMapper json) {
        return EventSubscription.named("log")
                .on(Topic.AUDIT)
                .handle(AuditRecord.class, event -> entries.append(entry(event, json)))
                .build();
    }

    private static AuditEntry entry(Event<AuditRecord> event, JsonMapper json) {
        AuditRecord audited = event.data();
        return new AuditEntry(event.id(), audited.eventType(), audited.timestamp(), audited.userId(),
                audited.facilityId(), audited.authorizationId(), audited.ipAddress(),
                json.writeValueAsString(audited.details()));
    }
}
