// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.events.authorization.AuthStatus;

import reactor.core.publisher.Mono;

/** How an attempt ends, and how an authorization ends later; each in the transaction of whoever knows of it. */
@Component
public class SettlingAttempt {
    private final Authorizations authorizations;
    private final Announcements announcements;
    private final Clock clock;

    SettlingAttempt(Authorizations authorizations, Announcements announcements, Clock clock) {
        this.authorizations = authorizations;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * @param authId the utility's own id of the authorization
     * @param expiresAt when the consent ends, or null where the utility does not tell
     */
    public Mono<Void> authorize(UUID id, String authId, @Nullable Instant expiresAt, Actor actor) {
        return authorizations.lock(id)
                .flatMap(before -> authorizations.update(before.authorize(authId, expiresAt, clock.instant()))
                        .flatMap(after -> announcements.authorized(after, before.authorizedAt() != null, actor)));
    }

    public Mono<Void> fail(UUID id, Failure why, Actor actor) {
        return authorizations.lock(id).flatMap(before -> failed(before, why, actor)).then();
    }

    /** The attempt is given up. Does nothing, and is empty, if none is running any more. */
    public Mono<Authorization> abandon(UUID id, Failure why, Actor actor) {
        return authorizations.lock(id)
                .filter(before -> before.status() == AuthStatus.PENDING)
                .flatMap(before -> failed(before, why, actor));
    }

    private Mono<Authorization> failed(Authorization before, Failure why, Actor actor) {
        return Mono.fromSupplier(() -> before.fail(why))
                .flatMap(authorizations::update)
                .flatMap(after -> announcements.failed(after, actor).thenReturn(after));
    }

    /** Does nothing if the authorization is no longer authorized. */
    public Mono<Void> requireReauthorization(UUID id, Failure why) {
        return authorizations.lock(id)
                .filter(before -> before.status() == AuthStatus.AUTHORIZED)
                .map((Authorization before) -> before.requireReauthorization(why))
                .flatMap(authorizations::update)
                .flatMap(after -> announcements.reauthorizationRequired(after, Actor.SYSTEM));
    }

    /** The same, and empty, also if it is no longer as it was seen. */
    public Mono<Authorization> requireReauthorization(Authorization seen, Failure why) {
        return authorizations.lock(seen.id())
                .filter(before -> before.version() == seen.version())
                .map((Authorization before) -> before.requireReauthorization(why))
                .flatMap(authorizations::update)
                .flatMap(after -> announcements.reauthorizationRequired(after, Actor.SYSTEM).thenReturn(after));
    }

    /** It has ended at the utility. Does nothing, and is empty, if it is no longer as it was seen. */
    public Mono<Authorization> revoke(Authorization seen, Failure why) {
        return authorizations.lock(seen.id())
                .filter(before -> before.version() == seen.version())
                .flatMap(before -> revoked(before, why, Actor.SYSTEM));
    }

    /** It is ended here. Does nothing, and is empty, if it is not live any more. */
    public Mono<Authorization> revokeHere(UUID id, Failure why, Actor actor) {
        return authorizations.lock(id)
                .filter(Authorization::isLive)
                .flatMap(before -> revoked(before, why, actor));
    }

    private Mono<Authorization> revoked(Authorization before, Failure why, Actor actor) {
        return Mono.fromSupplier(() -> before.revoke(why))
                .flatMap(authorizations::update)
                .flatMap(after -> announcements.revoked(after, actor).thenReturn(after));
    }
}
