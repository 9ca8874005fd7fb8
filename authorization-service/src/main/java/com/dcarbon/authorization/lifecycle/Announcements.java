// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.events.EventData;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationRetried;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.authorization.AuthorizationTokenRotated;
import com.dcarbon.events.authorization.AuthorizationTokenRotated.Means;
import com.dcarbon.events.authorization.AuthorizationTokenRotationFailed;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.outbox.Outbox;

import reactor.core.publisher.Mono;

/** What others are told of a step, in the step's own transaction: timeline, events, audit log. */
@Component
class Announcements {
    private final Timeline timeline;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    Announcements(Timeline timeline, Outbox outbox, AuditTrail audit, Clock clock) {
        this.timeline = timeline;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Void> started(Authorization after, Actor actor) {
        return tell(Step.STARTED, "authorization_started", after, actor);
    }

    Mono<Void> retried(Authorization after, Actor actor) {
        var retried = new AuthorizationRetried(after.facilityId(), after.id(), after.utility().method(),
                after.utility().id(), after.lastAttemptAt(), after.attempt());
        return publish(EventKind.AUTHORIZATION_RETRIED, after, retried)
                .then(tell(Step.RETRIED, "authorization_retried", after, actor));
    }

    Mono<Void> authorized(Authorization after, boolean reauthorized, Actor actor) {
        var created = new AuthorizationCreated(after.facilityId(), after.id(), after.utility().method(),
                after.utility().id(), Objects.requireNonNull(after.authorizedAt()), after.attempt(), reauthorized);
        return publish(EventKind.AUTHORIZATION_CREATED, after, created)
                .then(tell(Step.AUTHORIZED, "authorization_created", after, actor));
    }

    Mono<Void> failed(Authorization after, Actor actor) {
        Failure why = Objects.requireNonNull(after.failure());
        var failed = new AuthorizationFailed(after.facilityId(), after.id(), after.utility().method(),
                after.utility().id(), now(), after.attempt(), why.code(), why.message(), why.action(),
                why.retryable());
        return publish(EventKind.AUTHORIZATION_FAILED, after, failed)
                .then(tell(Step.FAILED, "authorization_failed", after, actor));
    }

    Mono<Void> reauthorizationRequired(Authorization after, Actor actor) {
        Failure why = Objects.requireNonNull(after.failure());
        var required = new ReauthorizationRequired(after.facilityId(), after.id(), after.utility().method(),
                after.utility().id(), now(), why.code(), why.message(), why.action());
        return publish(EventKind.REAUTHORIZATION_REQUIRED, after, required)
                .then(tell(Step.REAUTHORIZATION_REQUIRED, "reauthorization_required", after, actor));
    }

    Mono<Void> revoked(Authorization after, Actor actor) {
        Failure why = Objects.requireNonNull(after.failure());
        var revoked = new AuthorizationRevoked(after.facilityId(), after.id(), after.utility().method(),
                after.utility().id(), now(), why.code(), why.message(), why.action());
        return publish(EventKind.AUTHORIZATION_REVOKED, after, revoked)
                .then(tell(Step.REVOKED, "authorization_revoked", after, actor));
    }

    /** New credentials serve from now on. */
    Mono<Void> rotated(Authorization after, Means means) {
        var rotated = new AuthorizationTokenRotated(after.facilityId(), after.id(), after.utility().method(),
                after.utility().id(), now(), means);
        return publish(EventKind.AUTHORIZATION_TOKEN_ROTATED, after, rotated)
                .then(publish(EventKind.AUTHORIZATION_CHANGED, after, snapshot(after)))
                .then(timeline.add(Step.TOKEN_ROTATED, after, Actor.SYSTEM))
                .then(audited("authorization_token_rotated", after, Map.of("means", means.wire())));
    }

    /** The record stays as it is. */
    Mono<Void> rotationFailed(Authorization standing, Failure why, int attempt, Instant at) {
        var failed = new AuthorizationTokenRotationFailed(standing.facilityId(), standing.id(),
                standing.utility().method(), standing.utility().id(), at, attempt, why.code(), why.message(),
                why.action(), why.retryable());
        return publish(EventKind.AUTHORIZATION_TOKEN_ROTATION_FAILED, standing, failed)
                .then(timeline.add(Step.TOKEN_ROTATION_FAILED, standing, Actor.SYSTEM, why))
                .then(audited("authorization_token_rotation_failed", standing, rotationDetails(why, attempt)));
    }

    private static Map<String, ?> rotationDetails(Failure why, int attempt) {
        String said = why.providerCode();
        return said == null
                ? Map.of("code", why.code(), "rotation_attempt", attempt)
                : Map.of("code", why.code(), "rotation_attempt", attempt, "provider_code", said);
    }

    /** Something about it is another now that is no step. */
    Mono<Void> changed(Authorization after) {
        return publish(EventKind.AUTHORIZATION_CHANGED, after, snapshot(after));
    }

    private Mono<Void> audited(String type, Authorization after, Map<String, ?> more) {
        return Mono.defer(() -> {
            Map<String, @Nullable Object> details = details(after);
            details.putAll(more);
            return audit.record(new AuditRecord(type, now(), Actor.SYSTEM.userId(), after.facilityId(), after.id(),
                    null, details));
        });
    }

    private Mono<Void> tell(Step step, String auditType, Authorization after, Actor actor) {
        return publish(EventKind.AUTHORIZATION_CHANGED, after, snapshot(after))
                .then(timeline.add(step, after, actor))
                .then(Mono.defer(() -> audit.record(new AuditRecord(auditType, now(), actor.userId(),
                        after.facilityId(), after.id(), actor.ipAddress(), details(after)))));
    }

    private Mono<Void> publish(EventKind kind, Authorization after, EventData data) {
        return outbox.publish(kind, after.facilityId().toString(), after.version(), data);
    }

    private Instant now() {
        return clock.instant();
    }

    private static AuthorizationSnapshot snapshot(Authorization after) {
        Failure why = after.failure();
        return new AuthorizationSnapshot(after.facilityId(), after.id(), after.utility().id(), after.utility().name(),
                after.utility().method(), after.status(), after.condition(), after.authId(), after.starter().userId(),
                after.attempt(), after.createdAt(), after.lastAttemptAt(), after.authorizedAt(),
                why == null
                        ? null
                        : new AuthorizationSnapshot.Failure(why.code(), why.message(), why.action(), why.retryable()),
                after.expiresAt());
    }

    private static Map<String, @Nullable Object> details(Authorization after) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("provider_id", after.utility().id());
        details.put("auth_method", after.utility().method().wire());
        details.put("status", after.status().wire());
        details.put("attempt", after.attempt());
        String condition = after.condition();
        if (condition != null) {
            details.put("code", condition);
        }
        Failure why = after.failure();
        if (why != null && why.providerCode() != null) {
            details.put("provider_code", why.providerCode());
        }
        return details;
    }
}
