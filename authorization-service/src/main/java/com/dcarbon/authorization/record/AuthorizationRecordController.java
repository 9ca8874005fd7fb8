// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.ending.RevokingAuthorization;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** Authorization records over HTTP. */
@RestController
@Tag(name = "Authorizations")
class AuthorizationRecordController {
    private static final String THING = "The authorization";

    private final Records records;
    private final RevokingAuthorization revoking;
    private final AuditTrail audit;

    AuthorizationRecordController(Records records, RevokingAuthorization revoking, AuditTrail audit) {
        this.records = records;
        this.revoking = revoking;
        this.audit = audit;
    }

    @GetMapping("/authorizations")
    @Operation(summary = "List authorizations, newest first", description = "Administrators see all; others those of the facilities that they own or operate. All filters must match.")
    Mono<Page<AuthorizationItem>> list(Caller caller,
            @Parameter(description = "green_button, utility_api or cds") @RequestParam(required = false) @Nullable String method,
            @Parameter(description = "pending, authorized, failed, revoked or reauthorization_required") @RequestParam(required = false) @Nullable String status,
            @Parameter(description = "The utility's id") @RequestParam(required = false) @Nullable String provider,
            @Parameter(description = "Inclusive") @RequestParam(name = "created_from", required = false) @Nullable Instant createdFrom,
            @Parameter(description = "Exclusive") @RequestParam(name = "created_to", required = false) @Nullable Instant createdTo,
            @RequestParam(name = "facility_id", required = false) @Nullable UUID facilityId,
            @Parameter(description = "Text that occurs in the user's name or e-mail address or in the facility's name") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "created_at, last_sync, last_attempt_at, status, method, utility or user; with - before it for descending") @RequestParam(required = false) @Nullable String sort,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new RecordFilter(method, status, provider, createdFrom, createdTo, facilityId, q).checked();
        return records.search(filter, SortOrder.of(sort), PageRequest.of(limit, cursor), caller);
    }

    @GetMapping("/authorizations/{id}")
    @Operation(summary = "The full view of an authorization", description = "With its timeline; addresses are for administrators only. Each view is recorded in the audit log.")
    Mono<AuthorizationDetail> view(Caller caller, @PathVariable UUID id) {
        return records.find(id, caller)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(THING)))
                .flatMap(item -> audit.record("authorization_viewed", caller, item.facility().id(), id, Map.of())
                        .then(Mono.defer(() -> detail(item, caller))));
    }

    @PostMapping("/authorizations/{id}/revoke")
    @Operation(summary = "End an authorization", description = "For administrators, the facility's owner and whoever may authorize it. Ends it here at once, destroys its tokens, and ends it at the utility, which is asked until it has done so; the timeline says when. What was imported stays. A pending one ends together with its session. Answers the full view; one that was revoked before stays as it is. Refusals: 409 confirmation_required with a warning, unless confirm is true; 409 nothing_to_revoke for a failed one.")
    Mono<AuthorizationDetail> revoke(Caller caller, @PathVariable UUID id,
            @RequestBody(required = false) @Nullable RevokeRequest request) {
        return records.mayRevoke(id, caller)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(THING)))
                .filter(may -> may)
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN,
                        "You may see this authorization, but not end it.")))
                .flatMap(_ -> revoking.revoke(id, request != null && request.isConfirmed(), caller)
                        .then(Mono.defer(() -> records.find(id, caller))))
                .flatMap(item -> detail(item, caller));
    }

    private Mono<AuthorizationDetail> detail(AuthorizationItem item, Caller caller) {
        return Mono.zip(records.rest(item.id()), records.timeline(item.id()))
                .map(parts -> AuthorizationDetail.of(item, parts.getT1(), shown(parts.getT2(), caller)));
    }

    private static List<TimelineStep> shown(List<TimelineStep> steps, Caller caller) {
        return caller.isAdmin() ? steps : steps.stream().map(TimelineStep::withoutAddress).toList();
    }
}
