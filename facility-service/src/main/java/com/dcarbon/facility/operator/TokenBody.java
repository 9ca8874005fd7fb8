// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import jakarta.validation.constraints.NotNull;

import io.swagger.v3.oas.annotations.media.Schema;

/** The secret part of an invitation's link. */
@Schema(name = "InvitationToken")
record TokenBody(
        @NotNull(message = "is required") @Schema(description = "What stands behind #token= in the link") String token) {

    /** Without the token, so that it may stand in a log. */
    @Override
    public String toString() {
        return "TokenBody[]";
    }
}
