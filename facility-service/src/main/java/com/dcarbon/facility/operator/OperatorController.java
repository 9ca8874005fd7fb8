// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.util.UUID;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.facility.registry.FacilityJson;
import com.dcarbon.facility.registry.FacilityView;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.idempotency.Idempotency;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The operator of a facility over HTTP, as its owner decides on him. */
@RestController
@RequestMapping("/facilities/{id}")
@Tag(name = "Operators")
class OperatorController {
    private final InvitingOperator inviting;
    private final ConfirmingOperator confirming;
    private final WithdrawingOperator withdrawing;
    private final FacilityView view;
    private final Idempotency idempotency;

    OperatorController(InvitingOperator inviting, ConfirmingOperator confirming, WithdrawingOperator withdrawing,
            FacilityView view, Idempotency idempotency) {
        this.inviting = inviting;
        this.confirming = confirming;
        this.withdrawing = withdrawing;
        this.view = view;
        this.idempotency = idempotency;
    }

    @PutMapping("/operator-invitation")
    @Operation(operationId = "inviteOperator", summary = "Invite an operator, or change the address", description = "For the owner whose role is owner; completes the registration. A mail with a link goes out and every older link dies. An address whose link still serves is not mailed again: that is what resend is for. Answers 409 operator_accepted while an operator is accepted, 409 no_operator_needed for other roles, 429 too_many_invitations with Retry-After. Who took an invitation and is not confirmed loses it.")
    Mono<ResponseEntity<FacilityJson>> invite(Caller caller, @PathVariable UUID id,
            @Valid @RequestBody InvitationBody body) {
        return inviting.invite(caller, id, body.email().strip()).map(facility -> answer(facility, caller));
    }

    @PostMapping("/operator-invitation/resend")
    @Operation(operationId = "resendInvitation", summary = "Send a fresh link, to the same or a new address", description = "The older link dies. Answers 409 no_invitation if nobody is invited, 409 operator_accepted while an operator is accepted, 429 too_many_invitations with Retry-After.")
    Mono<ResponseEntity<FacilityJson>> resend(Caller caller, @PathVariable UUID id,
            @Parameter(description = "The same key and body send one mail") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable ResendBody body) {
        String email = body == null ? null : body.email();
        String address = email == null ? null : email.strip();
        return idempotency.once(key, caller, "resend_invitation " + id, new ResendBody(address), FacilityJson.class,
                () -> inviting.resend(caller, id, address).map(facility -> answer(facility, caller)));
    }

    @PostMapping("/operator/confirm")
    @Operation(operationId = "confirmOperator", summary = "Confirm who took the invitation", description = "Needed where operator.status is unconfirmed: the taker's verified e-mail address is not the invited one. Answers 409 nothing_to_confirm if nobody, or another than user_id, has taken it. An operator who is accepted already stays so.")
    Mono<ResponseEntity<FacilityJson>> confirm(Caller caller, @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ConfirmationBody body) {
        return confirming.confirm(caller, id, body == null ? null : body.userId())
                .map(facility -> answer(facility, caller));
    }

    @DeleteMapping("/operator")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "withdrawOperator", summary = "Withdraw the invitation or the operator", description = "The link dies and access ends at once; an authorization that the operator completed stays. Answers 204 also where there is nobody to withdraw.")
    Mono<Void> withdraw(Caller caller, @PathVariable UUID id) {
        return withdrawing.withdraw(caller, id);
    }

    private ResponseEntity<FacilityJson> answer(Facility facility, Caller caller) {
        return ResponseEntity.ok().eTag(EntityVersion.etag(facility.editVersion())).body(view.of(facility, caller));
    }
}
