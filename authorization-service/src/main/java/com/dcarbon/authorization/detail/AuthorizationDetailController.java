// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.ending.RevokingAuthorization;
import com.dcarbon.authorization.record.Records;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** One authorization over HTTP. */
@RestController
@Tag(name = "Authorizations")
class AuthorizationDetailController {
    private final Records records;
    private final ViewingAuthorization viewing;
    private final RevokingAuthorization revoking;
    private final AuditTrail audit;

    AuthorizationDetailController(Records records, ViewingAuthorization viewing, RevokingAuthorization revoking,
            AuditTrail audit) {
        this.records = records;
        this.viewing = viewing;
        this.revoking = revoking;
        this.audit = audit;
    }

    @GetMapping("/authorizations/{id}")
    @Operation(operationId = "viewAuthorization", summary = "The full view of an authorization", description = "With its facility, timeline, meters, what their intervals cover, and its latest audit entries. What another service knows is asked for there, with the caller's token and a time limit each; a part that nobody tells is null and named in unavailable, and the rest is answered all the same. Addresses, names of administrators and the audit log are for administrators only. Each view is recorded in the audit log.")
    Mono<AuthorizationDetail> view(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
        return viewing.view(id, caller)
                .flatMap(view -> audit.record("authorization_viewed", caller, view.facilityId(), id, Map.of())
                        .thenReturn(view));
    }

    @PostMapping("/authorizations/{id}/revoke")
    @Operation(operationId = "revokeAuthorization", summary = "End an authorization", description = "For administrators, the facility's owner and whoever may authorize it. Ends it here at once, destroys its tokens, and ends it at the utility, which is asked until it has done so: until then its condition is revocation_pending, and the timeline says when. What was imported stays. A pending one ends together with its session. Answers the full view; one that was revoked before stays as it is. Refusals: 409 confirmation_required with a warning, unless confirm is true; 409 nothing_to_revoke for a failed one.")
    Mono<AuthorizationDetail> revoke(@Parameter(hidden = true) Caller caller, @PathVariable UUID id,
            @RequestBody(required = false) @Nullable RevokeRequest request) {
        return records.mayRevoke(id, caller)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The authorization")))
                .filter(may -> may)
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN,
                        "You may see this authorization, but not end it.")))
                .flatMap(_ -> revoking.revoke(id, request != null && request.isConfirmed(), caller)
                        .then(Mono.defer(() -> viewing.view(id, caller))));
    }
}
