// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot.Failure;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.facility.rules.Address;
import com.dcarbon.facility.rules.Attention;
import com.dcarbon.facility.rules.Finance;
import com.dcarbon.facility.rules.Installer;
import com.dcarbon.facility.rules.Registration;
import com.dcarbon.facility.rules.SyncStatus;
import com.dcarbon.facility.rules.Taker;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A facility as one caller sees it.
 *
 * @param finance null for an operator, whatever it is
 * @param authProvider the profile id of the utility that the authorization is with
 * @param permissions what this caller may do
 */
@Schema(name = "Facility")
public record FacilityJson(UUID id, String name, @Nullable Address address, OwnerRole ownerRole,
        Registration registration,
        @Schema(description = "Null for an operator") @Nullable Finance finance, @Nullable Installer installer,
        @Nullable Utility utilityProvider, @Nullable AuthMethod authMethod,
        @Schema(description = "Null before anything began") @Nullable AuthStatus authStatus,
        @Nullable String authProvider, @Schema(description = "The provider's own id") @Nullable String authId,
        @Nullable UUID authorizationId, @Nullable Failure authError,
        @Schema(description = "End of the last successful synchronisation") @Nullable Instant lastSync,
        SyncStatus syncStatus, @Nullable String syncMessage, @Nullable Operator operator, @Nullable Banner banner,
        @ArraySchema(arraySchema = @Schema(description = "What the caller may do"), schema = @Schema(allowableValues = {
                "authorize", "retry", "revoke", "invite_operator", "change_provider", "view_data",
                "edit"})) List<String> permissions,
        @Schema(description = "A change of the utility that is under way; null if there is none, or once it is done") @Nullable ProviderChangeJson providerChange,
        @Schema(description = "What the facility waits for from the caller, or null") @Nullable Attention attention,
        Instant createdAt, Instant updatedAt) {

    /** The utility that the owner chose. */
    @Schema(name = "ChosenUtility")
    public record Utility(String id, String name) {}

    /** The person who was invited to operate the facility. */
    @Schema(name = "FacilityOperator")
    public record Operator(@Schema(description = "Where the invitation was sent") String email, OperatorStatus status,
            @Schema(description = "Until when the invitation's link serves; null once someone took it") @Nullable Instant invitationExpiresAt,
            @Schema(description = "Who took the invitation; null while nobody did") @Nullable TakenBy takenBy) {

        static Operator of(com.dcarbon.facility.rules.Operator operator) {
            Invitation invitation = operator.invitation();
            Taker taker = operator.taker();
            return new Operator(operator.email(), operator.status(),
                    invitation == null ? null : invitation.expiresAt(),
                    taker == null
                            ? null
                            : new TakenBy(taker.userId(), taker.name(), taker.email(), taker.emailVerified()));
        }
    }

    /** A person as the identity provider describes them. */
    @Schema(name = "InvitationTaker")
    public record TakenBy(String userId, @Nullable String name, @Nullable String email,
            @Schema(description = "Whether the identity provider knows that the address is theirs") boolean emailVerified) {}

    /** Tells an owner that the authorization is still up to the operator. */
    @Schema(name = "FacilityBanner")
    public record Banner(String code, String title, List<String> actions) {
        static final Banner AUTHORIZATION_PENDING = new Banner("utility_authorization_pending",
                "Utility Authorization Pending", List.of("resend_invite", "change_email"));
    }
}
