// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One step of an authorization.
 *
 * @param code why, where it went wrong
 * @param ipAddress where the call came from; shown to administrators only
 */
record TimelineStep(
        @Schema(allowableValues = {
                "started", "authorized", "failed", "reauthorization_required", "revoked"}) String step,
        Instant time, int attempt, Actor actor, @Nullable String code, @Nullable String ipAddress) {

    /** @param id {@code system:authorization-service} for the system itself */
    @Schema(name = "TimelineActor")
    record Actor(String id, @Nullable String name) {}

    TimelineStep withoutAddress() {
        return new TimelineStep(step, time, attempt, actor, code, null);
    }
}
