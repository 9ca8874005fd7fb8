// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;

/** Facilities and what happens to them, for tests. */
final class FacilityFixture {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    static final UUID AUTHORIZATION = UUID.fromString("01930000-0000-7000-8000-00000000000a");
    static final Person OWNER = new Person("owner", "Olivia Owner", "owner@example.com");

    private FacilityFixture() {}

    static Facility facility(OwnerRole role) {
        return Facility.registered(ID, "Roof", role, OWNER, NOON);
    }

    static Facility in(OwnerRole role, AuthStatus status) {
        return facility(role).following(snapshot(status, NOON), 1, NOON).orElseThrow();
    }

    static Facility operatedBy(Facility facility, String userId, OperatorStatus status) {
        return new Facility(facility.id(), facility.ownerRole(), facility.owner(),
                new Operator("operator@example.com", status, new Taker(userId, "Omar", "operator@example.com", true),
                        null),
                facility.editable(),
                facility.registration(), facility.authorization(), facility.sync(), facility.providerChange(),
                facility.createdAt(),
                facility.updatedAt(), facility.version(), facility.editVersion());
    }

    static Facility with(Sync sync, Facility facility) {
        return new Facility(facility.id(), facility.ownerRole(), facility.owner(), facility.operator(),
                facility.editable(), facility.registration(), facility.authorization(), sync, facility.providerChange(),
                facility.createdAt(),
                facility.updatedAt(), facility.version(), facility.editVersion());
    }

    static AuthorizationSnapshot authorizedBefore(AuthorizationSnapshot now) {
        return new AuthorizationSnapshot(now.facilityId(), now.authorizationId(), now.providerId(), now.providerName(),
                now.authMethod(), now.status(), now.condition(), now.authId(), now.userId(), now.attempt(),
                now.createdAt(), now.lastAttemptAt(), now.lastAttemptAt(), now.error());
    }

    static AuthorizationSnapshot snapshot(AuthStatus status, Instant attemptedAt) {
        return snapshot(AUTHORIZATION, "pge", status, attemptedAt);
    }

    static AuthorizationSnapshot snapshot(UUID id, String provider, AuthStatus status, Instant attemptedAt) {
        return new AuthorizationSnapshot(ID, id, provider, provider.toUpperCase(java.util.Locale.ROOT),
                AuthMethod.GREEN_BUTTON, status, null, "sub-1", "owner", 1, NOON, attemptedAt,
                status == AuthStatus.AUTHORIZED ? attemptedAt : null, failure(status));
    }

    private static AuthorizationSnapshot.@Nullable Failure failure(AuthStatus status) {
        return status == AuthStatus.FAILED
                ? new AuthorizationSnapshot.Failure("user_cancelled", "You cancelled.", "Try again.", true)
                : null;
    }
}
