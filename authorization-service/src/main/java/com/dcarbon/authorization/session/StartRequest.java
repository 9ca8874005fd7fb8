// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import io.swagger.v3.oas.annotations.media.Schema;

/** Which facility shall be authorized at which utility. */
public record StartRequest(@NotNull UUID facilityId,
        @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}", message = "must be the id of a utility") @Schema(example = "pge") String providerId) {}
