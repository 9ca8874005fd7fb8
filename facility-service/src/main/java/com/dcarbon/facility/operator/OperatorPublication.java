// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.facility.rules.Taker;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.outbox.Outbox;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * Tells the other services and the audit log what became of a facility's operator. To be called in the transaction of
 * the change. No token stands in it, nor the hash of one.
 */
@Component
class OperatorPublication {
    private final Outbox outbox;
    private final AuditTrail audit;

    OperatorPublication(Outbox outbox, AuditTrail audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /** @param former who was invited, or took the invitation, until now */
    Mono<Void> invited(Facility facility, Operator invited, @Nullable Operator former, Caller owner) {
        Invitation invitation = Objects.requireNonNull(invited.invitation());
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("email", invited.email());
        details.put("former_email", former == null ? null : former.email());
        details.put("invitation_id", invitation.id());
        details.put("expires_at", invitation.expiresAt());
        return tell(EventKind.OPERATOR_INVITED, facility.snapshot(false), facility)
                .then(audit.record("operator_invited", owner, facility.id(), null, details));
    }

    /** @param actor who took the invitation, or the owner who confirmed that */
    Mono<Void> assigned(Facility facility, Operator operator, Caller actor) {
        return tell(EventKind.OPERATOR_ASSIGNED, facility.snapshot(false), facility)
                .then(audit.record("operator_assigned", actor, facility.id(), null, details(operator)));
    }

    Mono<Void> withdrawn(Facility facility, Operator former, Caller owner) {
        return tell(EventKind.OPERATOR_WITHDRAWN, withFormer(facility.snapshot(false), former), facility)
                .then(audit.record("operator_withdrawn", owner, facility.id(), null, details(former)));
    }

    /** The invitation's mail was refused. */
    Mono<Void> undeliverable(Facility facility, Operator operator) {
        return tell(EventKind.FACILITY_UPDATED, facility.snapshot(false), facility)
                .then(audit.recordBySystem("facility_updated", facility.id(), null,
                        Map.of("operator_status", operator.status().wire(), "email", operator.email())));
    }

    private Mono<Void> tell(EventKind kind, FacilitySnapshot snapshot, Facility facility) {
        return outbox.publish(kind, facility.id().toString(), facility.version(), snapshot);
    }

    private static FacilitySnapshot withFormer(FacilitySnapshot now, Operator former) {
        return new FacilitySnapshot(now.facilityId(), now.name(), now.ownerRole(), now.registrationStatus(),
                now.owner(), now.operator(), now.utilityProviderId(), now.discarded(),
                withoutInvitation(former.snapshot()), now.providerChange());
    }

    /** None waits any more. */
    private static FacilitySnapshot.Operator withoutInvitation(FacilitySnapshot.Operator former) {
        return new FacilitySnapshot.Operator(former.person(), former.status());
    }

    private static Map<String, @Nullable Object> details(Operator operator) {
        Taker taker = operator.taker();
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("email", operator.email());
        details.put("status", operator.status().wire());
        details.put("user_id", taker == null ? null : taker.userId());
        details.put("user_email", taker == null ? null : taker.email());
        return details;
    }
}
