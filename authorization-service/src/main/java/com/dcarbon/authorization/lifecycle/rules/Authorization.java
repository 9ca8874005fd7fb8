// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.events.authorization.AuthStatus;

/**
 * The authorization of one facility at one utility. Each step gives a new value with the next version.
 *
 * @param authId the utility's own id of it, once known
 * @param attempt how many attempts there were, the running one included
 * @param authorizedAt when it last became authorized, or null if never
 * @param expiresAt when the customer's consent ends, or null where the utility does not tell
 * @param failure why it failed or needs to be renewed, or null
 */
public record Authorization(UUID id, long version, UUID facilityId, Utility utility, AuthStatus status,
        @Nullable String authId, Starter starter, int attempt, Instant createdAt, Instant lastAttemptAt,
        @Nullable Instant authorizedAt, @Nullable Instant expiresAt, @Nullable Failure failure) {

    private static final Set<AuthStatus> MAY_BEGIN_AGAIN = EnumSet.of(AuthStatus.PENDING, AuthStatus.FAILED,
            AuthStatus.REAUTHORIZATION_REQUIRED);

    /** The first attempt of a new record. */
    public static Authorization begin(UUID id, UUID facilityId, Utility utility, Starter starter, Instant at) {
        return new Authorization(id, 1, facilityId, utility, AuthStatus.PENDING, null, starter, 1, at, at, null, null,
                null);
    }

    /** @throws IllegalTransitionException if it is authorized or revoked */
    public Authorization beginAgain(Utility sameUtility, Starter newStarter, Instant at) {
        if (!MAY_BEGIN_AGAIN.contains(status)) {
            throw new IllegalTransitionException(status, AuthStatus.PENDING);
        }
        return new Authorization(id, version + 1, facilityId, sameUtility, AuthStatus.PENDING, authId, newStarter,
                attempt + 1, createdAt, at, authorizedAt, expiresAt, null);
    }

    /**
     * A further attempt is asked for, which the same person is to begin.
     *
     * @throws IllegalTransitionException unless the last one failed or the utility ended what it had granted
     */
    public Authorization askAgain(Instant at) {
        if (status != AuthStatus.FAILED && status != AuthStatus.REAUTHORIZATION_REQUIRED) {
            throw new IllegalTransitionException(status, AuthStatus.PENDING);
        }
        return beginAgain(utility, starter, at);
    }

    /**
     * @param newExpiresAt when the consent ends, or null where the utility does not tell
     * @throws IllegalTransitionException unless it is pending
     */
    public Authorization authorize(String newAuthId, @Nullable Instant newExpiresAt, Instant at) {
        require(AuthStatus.PENDING, AuthStatus.AUTHORIZED);
        return new Authorization(id, version + 1, facilityId, utility, AuthStatus.AUTHORIZED, newAuthId, starter,
                attempt, createdAt, lastAttemptAt, at, newExpiresAt, null);
    }

    /** @throws IllegalTransitionException unless it is pending */
    public Authorization fail(Failure why) {
        require(AuthStatus.PENDING, AuthStatus.FAILED);
        return ended(AuthStatus.FAILED, why);
    }

    /**
     * The utility no longer accepts what it once granted.
     *
     * @throws IllegalTransitionException unless it is authorized
     */
    public Authorization requireReauthorization(Failure why) {
        require(AuthStatus.AUTHORIZED, AuthStatus.REAUTHORIZATION_REQUIRED);
        return ended(AuthStatus.REAUTHORIZATION_REQUIRED, why);
    }

    /**
     * It was ended, at the utility or here.
     *
     * @throws IllegalTransitionException if it is not live
     */
    public Authorization revoke(Failure why) {
        if (!isLive()) {
            throw new IllegalTransitionException(status, AuthStatus.REVOKED);
        }
        return ended(AuthStatus.REVOKED, why);
    }

    /**
     * It stands as before, with what the utility says of it now.
     *
     * @param newAuthId the utility's own id of it; null: as before
     * @param newExpiresAt when the consent ends, or null where the utility does not tell
     * @throws IllegalTransitionException unless it is authorized
     */
    public Authorization renew(@Nullable String newAuthId, @Nullable Instant newExpiresAt) {
        require(AuthStatus.AUTHORIZED, AuthStatus.AUTHORIZED);
        return new Authorization(id, version + 1, facilityId, utility, status, newAuthId == null ? authId : newAuthId,
                starter, attempt, createdAt, lastAttemptAt, authorizedAt, newExpiresAt, failure);
    }

    /** Whether the consent is over. */
    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Why the status is what it is, or null if there is nothing to add. */
    public @Nullable String condition() {
        return failure == null ? null : failure.code();
    }

    /** Whether it occupies the facility: at most one does. */
    public boolean isLive() {
        return switch (status) {
            case PENDING, AUTHORIZED, REAUTHORIZATION_REQUIRED -> true;
            case FAILED, REVOKED -> false;
        };
    }

    private Authorization ended(AuthStatus as, Failure why) {
        return new Authorization(id, version + 1, facilityId, utility, as, authId, starter, attempt, createdAt,
                lastAttemptAt, authorizedAt, expiresAt, why);
    }

    private void require(AuthStatus from, AuthStatus to) {
        if (status != from) {
            throw new IllegalTransitionException(status, to);
        }
    }
}
