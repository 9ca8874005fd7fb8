// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import org.jspecify.annotations.Nullable;

import com.dcarbon.facility.catalogue.UtilityCatalogue.Utilities;
import com.dcarbon.facility.rules.Address;

import io.swagger.v3.oas.annotations.media.Schema;

/** What an invited person sees before signing in: no ids, no addresses of people, nothing else. */
@Schema(name = "InvitationPreview")
record InvitationPreview(InvitedTo facility, Inviter owner,
        @Schema(description = "The utilities that can be chosen, as GET /utilities lists them") Utilities providers) {

    /** The facility that waits for an operator. */
    @Schema(name = "InvitedFacility")
    record InvitedTo(String name, @Nullable Address address) {}

    /** Who invites. */
    @Schema(name = "Inviter")
    record Inviter(@Nullable String name) {}
}
