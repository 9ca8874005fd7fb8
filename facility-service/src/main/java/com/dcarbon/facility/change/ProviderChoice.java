// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.change;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The body that asks for a change of the utility.
 *
 * @param confirm that the warning was read
 */
record ProviderChoice(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "A utility's id from GET /utilities", example = "sce") @Nullable String providerId,
        @Schema(description = "Must be true: the present authorization is revoked", example = "true") @Nullable Boolean confirm) {

    boolean isConfirmed() {
        return Boolean.TRUE.equals(confirm);
    }
}
