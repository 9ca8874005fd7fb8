// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

import io.swagger.v3.oas.annotations.media.Schema;

/** What may be changed of a meter. */
@Schema(name = "MeterPatch")
record MeterPatch(@Schema(description = "What the meter measures", allowableValues = {
        "consumption", "net", "generation"}) @Nullable String role) {
    private static final Set<String> ROLES = Set.of("consumption", "net", Meter.GENERATION);

    String wantedRole() {
        if (role == null || !ROLES.contains(role)) {
            throw ProblemException.invalidField("role", "must be consumption, net or generation");
        }
        return role;
    }
}
