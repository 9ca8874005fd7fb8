// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The full view of an authorization.
 *
 * @param condition why the status is what it is, or null
 * @param authId the utility's own id, once known
 * @param attempt how many attempts there were
 * @param authorizedAt when it last became authorized, or null
 * @param error what went wrong and what to do; null while nothing is wrong
 * @param timeline every step, the oldest first
 */
record AuthorizationDetail(UUID id, AuthorizationItem.User user, AuthorizationItem.FacilityName facility,
        AuthorizationItem.UtilityName utility,
        @Schema(type = "string", allowableValues = {
                "green_button", "utility_api", "cds"}) AuthMethod method,
        @Schema(type = "string", allowableValues = {"pending", "authorized", "failed", "revoked",
                "reauthorization_required"}) AuthStatus status,
        @Nullable String condition, @Nullable String authId, int attempt, Instant createdAt,
        @Nullable Instant lastSync, Instant lastAttemptAt, @Nullable Instant authorizedAt, @Nullable Failure error,
        List<String> actions, List<TimelineStep> timeline) {

    static AuthorizationDetail of(AuthorizationItem item, Rest rest, List<TimelineStep> timeline) {
        return new AuthorizationDetail(item.id(), item.user(), item.facility(), item.utility(), item.method(),
                item.status(), item.condition(), rest.authId(), rest.attempt(), item.createdAt(), item.lastSync(),
                item.lastAttemptAt(), rest.authorizedAt(), rest.error(), item.actions(), timeline);
    }

    /** What the list does not show. */
    record Rest(@Nullable String authId, int attempt, @Nullable Instant authorizedAt, @Nullable Failure error) {}
}
