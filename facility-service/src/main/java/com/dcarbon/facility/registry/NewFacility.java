// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import com.dcarbon.facility.rules.PlainText;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The body that begins a registration.
 *
 * @param ownerRole for commercial users {@code owner} or {@code owner_operator}; absent for residential ones
 */
record NewFacility(
        @NotBlank(message = "is required") @Size(max = 200, message = "must have at most 200 characters") @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE) @Schema(example = "Warehouse roof") String name,
        @Nullable @Schema(description = "owner or owner_operator for commercial users; absent for residential ones", example = "owner_operator", allowableValues = {
                "owner", "owner_operator"}) String ownerRole) {

    /** Spaces around a name are never meant, and a name of nothing else is none. */
    NewFacility {
        name = stripped(name);
    }

    @SuppressWarnings("NullAway") // null until the annotations have been checked
    private static String stripped(@Nullable String name) {
        return name == null ? null : name.strip();
    }
}
