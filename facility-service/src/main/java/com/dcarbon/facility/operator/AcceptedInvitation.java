// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.facility.registry.FacilityJson;

import io.swagger.v3.oas.annotations.media.Schema;

/** What who took an invitation is told. */
@Schema(name = "AcceptedInvitation")
record AcceptedInvitation(UUID facilityId,
        @Schema(description = "accepted, or unconfirmed until the owner confirms who took it") OperatorStatus status,
        @Schema(description = "What the invitation's preview showed, for as long as there is nothing more to see") InvitationPreview preview,
        @Schema(description = "The facility as its operator sees it; null while unconfirmed") @Nullable FacilityJson facility) {}
