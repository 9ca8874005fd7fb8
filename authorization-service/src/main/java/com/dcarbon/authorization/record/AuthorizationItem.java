// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An authorization in a list.
 *
 * @param condition why the status is what it is, or null; {@code revocation_pending} until a revoked one has ended at the
 *     utility, too; {@code retry_requested} while a pending one waits for the person whom an administrator has asked;
 *     {@code sync_delayed} while data cannot be read from the utility of an authorized one, which stays authorized
 * @param lastSync end of the last successful synchronisation, or null
 * @param actions what this caller may do with it: {@code view}, {@code retry}, {@code revoke}
 */
public record AuthorizationItem(UUID id, User user, FacilityName facility, UtilityName utility,
        @Schema(type = "string", allowableValues = {
                "green_button", "utility_api", "cds"}) AuthMethod method,
        @Schema(type = "string", allowableValues = {"pending", "authorized", "failed", "revoked",
                "reauthorization_required"}) AuthStatus status,
        @Schema(description = "Why, or null: the code of the failure; revocation_pending, until a revoked one has ended at the utility, too; retry_requested, while a pending one waits for the person who was asked; sync_delayed, while data cannot be read from the utility of an authorized one") @Nullable String condition,
        Instant createdAt, @Nullable Instant lastSync, Instant lastAttemptAt,
        List<String> actions) {

    /** Who began the latest attempt that a person began. */
    @Schema(name = "AuthorizationUser")
    public record User(String id, @Nullable String name, @Nullable String email) {

        /** Without the personal data, so that it may stand in a log. */
        @Override
        public String toString() {
            return "User[" + id + "]";
        }
    }

    /** @param name null until the facility's own events have arrived */
    @Schema(name = "AuthorizationFacility")
    public record FacilityName(UUID id, @Nullable String name) {}

    /** The utility. */
    @Schema(name = "AuthorizationUtility")
    public record UtilityName(@Schema(example = "pge") String id, String name) {}

    /** Whether that action is offered to the caller. */
    public boolean offers(String action) {
        return actions.contains(action);
    }
}
