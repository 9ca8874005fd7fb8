// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.EventKind;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.UtilityAuthorization;
import com.dcarbon.facility.rules.UtilityChange;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.outbox.Outbox;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * Tells the other services and the audit log what became of a facility. To be called in the transaction of the change.
 */
@Component
public class FacilityPublication {
    private final Outbox outbox;
    private final AuditTrail audit;

    FacilityPublication(Outbox outbox, AuditTrail audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    Mono<Void> registered(Facility facility, Caller owner) {
        return tell(EventKind.FACILITY_REGISTERED, facility, false).then(audit.record("facility_registered", owner,
                facility.id(), null, Map.of("owner_role", facility.ownerRole().wire())));
    }

    /** @param fields the names of what was edited; their values are not the audit log's business */
    Mono<Void> edited(Facility facility, Caller owner, Iterable<String> fields) {
        return tell(EventKind.FACILITY_UPDATED, facility, false)
                .then(audit.record("facility_updated", owner, facility.id(), null, Map.of("fields", fields)));
    }

    /** Consumers forget it: the event says so, and nothing more will come. */
    Mono<Void> discarded(Facility facility, Caller owner) {
        return tell(EventKind.FACILITY_UPDATED, facility, true)
                .then(audit.record("facility_updated", owner, facility.id(), null, Map.of("discarded", true)));
    }

    /** Its authorization changed. The audit log hears that from the service that did it, save that it completed. */
    public Mono<Void> followed(Facility before, Facility after) {
        boolean completed = before.isInProgress() && !after.isInProgress();
        Mono<Void> told = tell(EventKind.FACILITY_UPDATED, after, false);
        return completed
                ? told.then(audit.recordBySystem("facility_updated", after.id(), null,
                        Map.of("registration_status", after.registration().status().wire())))
                : told;
    }

    /** Its data is to come from another utility; whoever ends the former authorization learns it from this. */
    public Mono<Void> providerChangeRequested(Facility facility, Caller caller, UtilityChange change) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("provider_id", change.request().providerId());
        details.put("from_provider_id", change.fromProviderId());
        UtilityAuthorization authorization = facility.authorization();
        return tell(EventKind.PROVIDER_CHANGE_REQUESTED, facility, false)
                .then(audit.record("provider_change_requested", caller, facility.id(),
                        authorization == null ? null : authorization.id(), details));
    }

    private Mono<Void> tell(EventKind kind, Facility facility, boolean discarded) {
        long sequence = discarded ? facility.version() + 1 : facility.version();
        return outbox.publish(kind, facility.id().toString(), sequence, facility.snapshot(discarded));
    }
}
