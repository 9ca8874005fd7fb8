// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import jakarta.validation.constraints.NotBlank;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whom the owner invites. */
@Schema(name = "OperatorInvitation")
record InvitationBody(@NotBlank(message = "is required") @Schema(example = "operator@example.com") String email) {}
