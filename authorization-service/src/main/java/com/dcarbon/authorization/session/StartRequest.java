// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.media.Schema;

/** Which facility shall be authorized at which utility. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StartRequest(@NotNull UUID facilityId,
        @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}", message = "must be the id of a utility") @Schema(example = "pge") String providerId,
        @Nullable @Schema(description = "Whether the customer began at the utility and came by GET /green-button/portal: the scope that was named there is asked for") Boolean portalSession) {

    /** Whether what the portal remembered is to be used. */
    public boolean beganAtUtility() {
        return Boolean.TRUE.equals(portalSession);
    }
}
