// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

/**
 * What the facility's record shows of its current authorization.
 *
 * @param authId the provider's own id of it, once known
 * @param version of the authorization, so that what is older is recognised
 */
public record UtilityAuthorization(UUID id, AuthStatus status, AuthMethod method, String providerId,
        @Nullable String authId, AuthorizationSnapshot.@Nullable Failure error, long version, Instant lastAttemptAt) {

    static UtilityAuthorization of(AuthorizationSnapshot snapshot, long version) {
        return new UtilityAuthorization(snapshot.authorizationId(), snapshot.status(), snapshot.authMethod(),
                snapshot.providerId(), snapshot.authId(), snapshot.error(), version, snapshot.lastAttemptAt());
    }

    /** Whether it gives access, may come to that, or has to be ended before another can begin. */
    public boolean isLive() {
        return switch (status) {
            case PENDING, AUTHORIZED, REAUTHORIZATION_REQUIRED -> true;
            case FAILED, REVOKED -> false;
        };
    }

    /**
     * Versions count within one authorization. A facility can have had several, one per provider and one after each
     * revocation; the one that was attempted last is the current one, and of two at the same instant always the same.
     */
    boolean isOlderThan(AuthorizationSnapshot snapshot, long snapshotVersion) {
        if (id.equals(snapshot.authorizationId())) {
            return version < snapshotVersion;
        }
        int order = lastAttemptAt.compareTo(snapshot.lastAttemptAt());
        return order == 0 ? id.compareTo(snapshot.authorizationId()) < 0 : order < 0;
    }
}
