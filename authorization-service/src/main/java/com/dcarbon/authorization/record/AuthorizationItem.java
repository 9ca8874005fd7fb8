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
 * @param condition why the status is what it is, or null
 * @param lastSync end of the last successful synchronisation, or null
 * @param actions what this caller may do with it; {@code retry} is a new start of the same facility and utility
 */
record AuthorizationItem(UUID id, User user, FacilityName facility, UtilityName utility,
        @Schema(type = "string", allowableValues = {
                "green_button", "utility_api", "cds"}) AuthMethod method,
        @Schema(type = "string", allowableValues = {"pending", "authorized", "failed", "revoked",
                "reauthorization_required"}) AuthStatus status,
        @Nullable String condition, Instant createdAt, @Nullable Instant lastSync, Instant lastAttemptAt,
        List<String> actions) {

    /** Who began the latest attempt. */
    @Schema(name = "AuthorizationUser")
    record User(String id, @Nullable String name, @Nullable String email) {}

    /** @param name null until the facility's own events have arrived */
    @Schema(name = "AuthorizationFacility")
    record FacilityName(UUID id, @Nullable String name) {}

    /** The utility. */
    @Schema(name = "AuthorizationUtility")
    record UtilityName(@Schema(example = "pge") String id, String name) {}
}
