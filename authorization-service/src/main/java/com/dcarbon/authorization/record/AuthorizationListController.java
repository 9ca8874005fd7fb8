// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The list of authorizations over HTTP. */
@RestController
@Tag(name = "Authorizations")
class AuthorizationListController {
    private final Records records;

    AuthorizationListController(Records records) {
        this.records = records;
    }

    @GetMapping("/authorizations")
    @Operation(operationId = "listAuthorizations", summary = "List authorizations, newest first", description = "Administrators see all; others those of the facilities that they own or operate. All filters must match. Entries with the same value are in the order of their ids; what was never synchronised counts as the oldest. 422 query_too_broad if the database does not find the page in time: choose a status, a utility or a period, or search for a longer part of a name.")
    Mono<Page<AuthorizationItem>> list(@Parameter(hidden = true) Caller caller,
            @Parameter(description = "green_button, utility_api or cds") @RequestParam(required = false) @Nullable String method,
            @Parameter(description = "pending, authorized, failed, revoked or reauthorization_required") @RequestParam(required = false) @Nullable String status,
            @Parameter(description = "The utility's id") @RequestParam(required = false) @Nullable String provider,
            @Parameter(description = "Inclusive") @RequestParam(name = "created_from", required = false) @Nullable Instant createdFrom,
            @Parameter(description = "Exclusive") @RequestParam(name = "created_to", required = false) @Nullable Instant createdTo,
            @RequestParam(name = "facility_id", required = false) @Nullable UUID facilityId,
            @Parameter(description = "Text that occurs in the user's name or e-mail address or in the facility's name, in any case; three letters or more are found by an index") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "created_at, last_sync, last_attempt_at, status, method, utility or user; with - before it for descending") @RequestParam(required = false) @Nullable String sort,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new RecordFilter(method, status, provider, createdFrom, createdTo, facilityId, q).checked();
        return records.search(filter, SortOrder.of(sort), PageRequest.of(limit, cursor), caller);
    }
}
