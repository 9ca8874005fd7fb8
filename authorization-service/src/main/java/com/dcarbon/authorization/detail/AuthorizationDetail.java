// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/**
 * The full view of an authorization.
 *
 * @param facility the whole facility as the caller may see it, or null
 * @param condition why the status is what it is, or null
 * @param authId the utility's own id, once known
 * @param attempt how many attempts there were
 * @param authorizedAt when it last became authorized, or null
 * @param expiresAt when the customer's consent ends, or null where the utility does not tell
 * @param error what went wrong and what to do; null while nothing is wrong
 * @param timeline every step, the oldest first
 * @param meters at most 500, or null
 * @param intervalSummary what its meters' intervals cover; null while nothing was imported, too
 * @param auditLog the latest 50 entries, for administrators; null for others
 * @param unavailable the parts that are null because the service that knows them does not answer
 */
public record AuthorizationDetail(UUID id, AuthorizationItem.User user, UUID facilityId,
        @Schema(type = "object", description = "As GET /facilities/{id} shows it to the caller") @Nullable JsonNode facility,
        AuthorizationItem.UtilityName utility,
        @Schema(type = "string", allowableValues = {
                "green_button", "utility_api", "cds"}) AuthMethod method,
        @Schema(type = "string", allowableValues = {"pending", "authorized", "failed", "revoked",
                "reauthorization_required"}) AuthStatus status,
        @Schema(description = "As in the list") @Nullable String condition, @Nullable String authId, int attempt,
        Instant createdAt,
        @Nullable Instant lastSync, Instant lastAttemptAt, @Nullable Instant authorizedAt,
        @Nullable Instant expiresAt, @Nullable Failure error, List<String> actions, List<TimelineStep> timeline,
        @Schema(type = "array", description = "As GET /meters?authorization= shows them") @Nullable JsonNode meters,
        @Schema(type = "object", description = "As GET /intervals/summary?authorization= shows it") @Nullable JsonNode intervalSummary,
        @Schema(type = "array", description = "As GET /audit-logs?authorization_id= shows them") @Nullable JsonNode auditLog,
        @Schema(example = "[\"audit_log\"]") List<String> unavailable) {

    static AuthorizationDetail of(AuthorizationItem item, Rest rest, List<TimelineStep> timeline, Parts parts) {
        return new AuthorizationDetail(item.id(), item.user(), item.facility().id(), parts.value(Part.FACILITY),
                item.utility(), item.method(), item.status(), item.condition(), rest.authId(), rest.attempt(),
                item.createdAt(), item.lastSync(), item.lastAttemptAt(), rest.authorizedAt(), rest.expiresAt(),
                rest.error(), item.actions(), timeline, parts.value(Part.METERS), parts.value(Part.INTERVAL_SUMMARY),
                parts.value(Part.AUDIT_LOG), parts.unavailable());
    }

    /** Without the personal data, so that it may stand in a log. */
    @Override
    public String toString() {
        return "AuthorizationDetail[" + id + "]";
    }

    /** What the list does not show. */
    record Rest(@Nullable String authId, int attempt, @Nullable Instant authorizedAt, @Nullable Instant expiresAt,
            @Nullable Failure error) {}
}
