// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.util.Objects;

import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.facility.registry.FacilityView;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** Invitations over HTTP, as the invited person uses them; the token travels in bodies only. */
@RestController
@RequestMapping("/invitations")
@Tag(name = "Operators")
class InvitationController {
    private final PreviewingInvitation previewing;
    private final AcceptingInvitation accepting;
    private final FacilityView view;

    InvitationController(PreviewingInvitation previewing, AcceptingInvitation accepting, FacilityView view) {
        this.previewing = previewing;
        this.accepting = accepting;
        this.view = view;
    }

    @PostMapping("/preview")
    @SecurityRequirements
    @Operation(operationId = "previewInvitation", summary = "What the invitation is about", description = "For anyone with the link, without signing in. Unknown, used, replaced, withdrawn and expired links all answer the same 404.")
    Mono<InvitationPreview> preview(@Valid @RequestBody TokenBody body) {
        return previewing.preview(body.token());
    }

    @PostMapping("/accept")
    @Operation(operationId = "acceptInvitation", summary = "Become the operator", description = "For any signed-in user, once. With the invited address verified the caller is accepted; else unconfirmed, and sees nothing more than the preview until the owner confirms. Repeating it answers the same. Answers 409 owner_cannot_operate for the owner himself; 404 as the preview does.")
    Mono<AcceptedInvitation> accept(Caller caller, @Valid @RequestBody TokenBody body) {
        return accepting.accept(caller, body.token()).map(facility -> answer(facility, caller));
    }

    private AcceptedInvitation answer(Facility facility, Caller caller) {
        Operator operator = Objects.requireNonNull(facility.operator());
        return new AcceptedInvitation(facility.id(), operator.status(), previewing.of(facility),
                operator.isAccepted() ? view.of(facility, caller) : null);
    }
}
