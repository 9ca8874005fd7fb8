// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationTokenRotated.Means;

import reactor.core.publisher.Mono;

/**
 * What happens to an authorization while it stands, each in the transaction of whoever knows of it. Does nothing, and is
 * empty, if it stands no longer.
 */
@Component
public class KeepingAuthorization {
    private final Authorizations authorizations;
    private final Announcements announcements;
    private final Clock clock;

    KeepingAuthorization(Authorizations authorizations, Announcements announcements, Clock clock) {
        this.authorizations = authorizations;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * New credentials serve.
     *
     * @param authId the utility's id of it from now on; null: as before
     */
    public Mono<Authorization> rotated(UUID id, @Nullable String authId, Means means) {
        return changed(id, before -> before.renew(authId, before.expiresAt()))
                .flatMap(after -> announcements.rotated(after, means).thenReturn(after));
    }

    /** The utility has another id for it now. */
    public Mono<Authorization> renamed(UUID id, String authId) {
        return changed(id, before -> before.renew(authId, before.expiresAt()))
                .flatMap(after -> announcements.changed(after).thenReturn(after));
    }

    /**
     * Does nothing also if it is no longer as it was seen.
     *
     * @param expiresAt when the customer's consent ends, or null if it has no end
     */
    public Mono<Authorization> endsAt(Authorization seen, @Nullable Instant expiresAt) {
        return authorizations.lock(seen.id())
                .filter(before -> before.version() == seen.version())
                .map(before -> before.renew(null, expiresAt))
                .flatMap(authorizations::update)
                .flatMap(after -> announcements.changed(after).thenReturn(after));
    }

    /**
     * New credentials were not to be had; the present ones serve on, so that the record stays as it is.
     *
     * @param attempt how many attempts there were
     */
    public Mono<Authorization> rotationFailed(UUID id, Failure why, int attempt) {
        return authorizations.lock(id)
                .filter(standing -> standing.status() == AuthStatus.AUTHORIZED)
                .flatMap(standing -> announcements.rotationFailed(standing, why, attempt, clock.instant())
                        .thenReturn(standing));
    }

    private Mono<Authorization> changed(UUID id, UnaryOperator<Authorization> change) {
        return authorizations.lock(id)
                .filter(before -> before.status() == AuthStatus.AUTHORIZED)
                .map(change)
                .flatMap(authorizations::update);
    }
}
