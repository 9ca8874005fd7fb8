// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.audit;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.outbox.Outbox;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Writes audit records. Call it in the transaction of what it records, so that neither is there without the other. */
public final class AuditTrail {
    private final Outbox outbox;
    private final Clock clock;
    private final String system;

    AuditTrail(Outbox outbox, Clock clock, String service) {
        this.outbox = outbox;
        this.clock = clock;
        this.system = "system:" + service;
    }

    /**
     * A person did it.
     *
     * @param details further facts, free of secrets; may hold null values
     */
    public Mono<Void> record(String eventType, Caller caller, @Nullable UUID facilityId,
            @Nullable UUID authorizationId, Map<String, @Nullable Object> details) {
        return record(new AuditRecord(eventType, clock.instant(), caller.userId(), facilityId, authorizationId,
                caller.ipAddress(), details));
    }

    /** The system did it by itself. */
    public Mono<Void> recordBySystem(String eventType, @Nullable UUID facilityId, @Nullable UUID authorizationId,
            Map<String, @Nullable Object> details) {
        return record(new AuditRecord(eventType, clock.instant(), system, facilityId, authorizationId, null, details));
    }

    /** Someone did it of whom the caller knows more than a token tells. */
    public Mono<Void> record(AuditRecord audited) {
        return outbox.publish(audited);
    }
}
