// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whom the owner confirms. */
@Schema(name = "OperatorConfirmation")
record ConfirmationBody(
        @Nullable @Schema(description = "operator.taken_by.user_id as the owner saw it, so that nobody else is confirmed who came meanwhile") String userId) {}
