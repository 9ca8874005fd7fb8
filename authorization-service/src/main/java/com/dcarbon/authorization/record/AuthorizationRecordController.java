// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
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
    private final Records records;
    private final AuditTrail audit;

    AuthorizationRecordController(Records records, AuditTrail audit) {
        this.records = records;
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
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The authorization")))
                .flatMap(item -> audit.record("authorization_viewed", caller, item.facility().id(), id, Map.of())
                        .then(Mono.zip(records.rest(id), records.timeline(id)))
                        .map(parts -> AuthorizationDetail.of(item, parts.getT1(), shown(parts.getT2(), caller))));
    }

    private static List<TimelineStep> shown(List<TimelineStep> steps, Caller caller) {
        return caller.isAdmin() ? steps : steps.stream().map(TimelineStep::withoutAddress).toList();
    }
}
