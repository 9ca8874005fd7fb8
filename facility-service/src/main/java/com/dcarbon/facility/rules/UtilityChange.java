// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;

/**
 * The latest change of a facility's utility that was asked for. What became of it is not kept but seen from the
 * facility's authorization, which other services decide and of which news can come late: all that was attempted before
 * the change is left behind, all that was attempted since belongs to it or has overtaken it.
 *
 * @param request as the other services are told
 * @param fromProviderId the utility that was authorized or chosen until then, or null
 * @param settled whether a person has authorized since, at whichever utility
 */
public record UtilityChange(ProviderChange request, @Nullable String fromProviderId, boolean settled) {

    /** How far it has come, or empty once it is done or the facility went another way since. */
    Optional<ProviderChangeStatus> status(@Nullable UtilityAuthorization current) {
        if (settled) {
            return Optional.empty();
        }
        if (current == null) {
            return Optional.of(ProviderChangeStatus.AUTHORIZATION_NEEDED);
        }
        boolean wanted = current.providerId().equals(request.providerId());
        if (leavesBehind(current.lastAttemptAt())) {
            return wanted ? ofWhatItHadBefore(current) : Optional.of(ofFormer(current));
        }
        return wanted ? ofNewAttempt(current) : Optional.empty();
    }

    private static ProviderChangeStatus ofFormer(UtilityAuthorization former) {
        return former.isLive() ? ProviderChangeStatus.REVOKING : ProviderChangeStatus.AUTHORIZATION_NEEDED;
    }

    private static Optional<ProviderChangeStatus> ofNewAttempt(UtilityAuthorization attempt) {
        return switch (attempt.status()) {
            case PENDING -> Optional.of(ProviderChangeStatus.AUTHORIZING);
            case FAILED, REVOKED -> Optional.of(ProviderChangeStatus.ABANDONED);
            case AUTHORIZED, REAUTHORIZATION_REQUIRED -> Optional.empty();
        };
    }

    /** Back to the former utility before its authorization had ended: it may live on. */
    private static Optional<ProviderChangeStatus> ofWhatItHadBefore(UtilityAuthorization before) {
        return switch (before.status()) {
            case PENDING -> Optional.of(ProviderChangeStatus.AUTHORIZING);
            case FAILED, REVOKED -> Optional.of(ProviderChangeStatus.AUTHORIZATION_NEEDED);
            case AUTHORIZED, REAUTHORIZATION_REQUIRED -> Optional.empty();
        };
    }

    /** Whether an attempt at that time came before this change. */
    boolean leavesBehind(Instant attemptedAt) {
        return attemptedAt.isBefore(request.requestedAt());
    }

    /** The same, or settled if that authorization was asked for and granted since. */
    UtilityChange after(AuthorizationSnapshot snapshot) {
        Instant authorizedAt = snapshot.authorizedAt();
        boolean granted = authorizedAt != null && !leavesBehind(authorizedAt)
                && !leavesBehind(snapshot.lastAttemptAt());
        return granted && !settled ? new UtilityChange(request, fromProviderId, true) : this;
    }
}
