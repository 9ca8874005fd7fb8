// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.audit.Administrators;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The audit log over HTTP: for administrators, and who looks is itself recorded. */
@RestController
@Tag(name = "Audit log")
class AuditLogController {
    private final AuditEntries entries;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;

    AuditLogController(AuditEntries entries, AuditTrail audit, TransactionalOperator transaction) {
        this.entries = entries;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/audit-logs")
    @Operation(operationId = "searchAuditLog", summary = "Search the audit log, newest first", description = "For administrators only. All filters must match. Each search is itself recorded as audit_log_accessed. 422 search_too_broad if the database does not find the page in time: choose a shorter period or one more filter.")
    Mono<Page<AuditEntry>> search(Caller caller,
            @RequestParam(name = "event_type", required = false) @Nullable String eventType,
            @RequestParam(name = "facility_id", required = false) @Nullable UUID facilityId,
            @RequestParam(name = "authorization_id", required = false) @Nullable UUID authorizationId,
            @Parameter(description = "system:<service> for the system itself") @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @Parameter(description = "The whole address") @RequestParam(name = "ip_address", required = false) @Nullable String ipAddress,
            @Parameter(description = "Inclusive") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Text that occurs in the type, user, address or details, in any case; three characters or more are found by an index") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "timestamp or -timestamp, which is the default") @RequestParam(required = false) @Nullable String sort) {
        Administrators.require(caller);
        var search = new AuditSearch(eventType, facilityId, authorizationId, userId, ipAddress, from, to, q).checked();
        return entries.find(search, SearchOrder.of(sort), PageRequest.of(limit, cursor))
                .flatMap(page -> record(caller, search, page).thenReturn(page));
    }

    private Mono<Void> record(Caller caller, AuditSearch search, Page<AuditEntry> page) {
        return audit.record("audit_log_accessed", caller, search.facilityId(), search.authorizationId(),
                Map.of("filters", search.filters(), "items", page.items().size())).as(transaction::transactional);
    }
}
