// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Utility;

/**
 * One attempt to get consent, as it is stored.
 *
 * @param userId who started it
 * @param redirectUri where the utility sends the browser, to the letter
 * @param bindingHash the fingerprint of the browser's cookie
 * @param sealedSeed what state, cookie and code verifier are derived from, encrypted; null once it has ended
 * @param portalScope the scope that the utility named when the customer began there; null: the profile's
 * @param reference the provider's own name of this attempt, such as UtilityAPI's form uid, or null
 * @param sealedPage the address of the page that the provider made for this attempt, encrypted; null if it made none, and
 *     once the session has ended
 * @param authId the provider's own id of the authorization that this attempt is to renew, or that came of it, or null
 * @param failure why it did not work, or null
 */
public record Session(UUID id, UUID authorizationId, UUID facilityId, Utility utility, String userId,
        @Nullable String userName, URI redirectUri, SessionState state, String bindingHash,
        @Nullable String sealedSeed, Instant createdAt, Instant expiresAt,
        @Nullable String portalScope, @Nullable String reference, @Nullable String sealedPage,
        @Nullable String authId, @Nullable Failure failure) {

    /** The same session while its code is exchanged. */
    public Session exchanging() {
        return as(SessionState.EXCHANGING);
    }

    private Session as(SessionState next) {
        return new Session(id, authorizationId, facilityId, utility, userId, userName, redirectUri, next, bindingHash,
                sealedSeed, createdAt, expiresAt, portalScope, reference, sealedPage, authId, null);
    }

    /** Nothing of what binds it. */
    @Override
    public String toString() {
        return "Session[" + id + ", " + state + "]";
    }
}
