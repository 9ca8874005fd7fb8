// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One step of an authorization.
 *
 * @param code why, where it went wrong
 * @param providerCode what the provider itself called it; shown to administrators only
 * @param ipAddress where the call came from; shown to administrators only
 * @param byAdmin whether an administrator did it
 */
public record TimelineStep(
        @Schema(allowableValues = {
                "started", "retried", "authorized", "failed", "reauthorization_required", "revoked", "token_rotated",
                "token_rotation_failed", "revoked_at_utility", "not_revoked_at_utility"}) String step,
        Instant time, int attempt, Actor actor, @Nullable String code, @Nullable String providerCode,
        @Nullable String ipAddress,
        @JsonIgnore boolean byAdmin) {
    private static final Actor ADMINISTRATOR = new Actor("administrator", null);

    /**
     * Who did it.
     *
     * @param id {@code system:authorization-service} for the system itself; {@code administrator} for any of them, where
     *     the reader is none
     */
    @Schema(name = "TimelineActor")
    public record Actor(String id, @Nullable String name) {}

    /** As others than administrators see it. */
    TimelineStep withoutAddress() {
        return new TimelineStep(step, time, attempt, byAdmin ? ADMINISTRATOR : actor, code, null, null, byAdmin);
    }
}
