// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/** Where a fresh link goes. */
@Schema(name = "InvitationResend")
record ResendBody(
        @Nullable @Schema(description = "A new address; the same if absent", example = "operator@example.com") String email) {}
