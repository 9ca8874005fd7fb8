// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** What other services tell of an authorization. */
public enum Part {
    FACILITY,
    METERS,
    INTERVAL_SUMMARY,
    AUDIT_LOG;

    /** The field's name in the API: snake_case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is shown of a service's answer; null if that is not what the service promises. */
    @Nullable
    JsonNode shown(JsonNode answer) {
        JsonNode shown = switch (this) {
            case FACILITY -> answer.has("id") ? answer : null;
            case INTERVAL_SUMMARY -> answer.has("intervals") ? answer : null;
            case METERS, AUDIT_LOG -> answer.path("items");
        };
        boolean list = this == METERS || this == AUDIT_LOG;
        return shown != null && (list ? shown.isArray() : shown.isObject()) ? shown : null;
    }
}
