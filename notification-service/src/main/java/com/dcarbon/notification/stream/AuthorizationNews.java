// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.Event;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

/**
 * An authorization after a change, in the names of the list of authorizations.
 *
 * @param version grows with each change of the authorization
 * @param error what went wrong and what to do, or null
 */
record AuthorizationNews(UUID id, String type, long version, UUID facilityId, Utility utility, AuthMethod method,
        AuthStatus status, @Nullable String condition, Instant createdAt, Instant lastAttemptAt,
        @Nullable Instant authorizedAt, @Nullable Instant expiresAt, AuthorizationSnapshot.@Nullable Failure error) {

    static Change change(Event<AuthorizationSnapshot> event) {
        AuthorizationSnapshot now = event.data();
        var news = new AuthorizationNews(now.authorizationId(), event.type(), event.sequence(), now.facilityId(),
                new Utility(now.providerId(), now.providerName()), now.authMethod(), now.status(), now.condition(),
                now.createdAt(), now.lastAttemptAt(), now.authorizedAt(), now.expiresAt(), now.error());
        return new Change(ChangeKind.AUTHORIZATION, event.type(), now.authorizationId(), event.sequence(),
                now.facilityId(), null, news);
    }
}
