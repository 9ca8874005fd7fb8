// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.audit.Administrators;
import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Fault;
import com.dcarbon.audit.chain.rules.Verdict;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The chain over HTTP: whether it is unbroken, and the roots to be kept elsewhere. */
@RestController
@Tag(name = "Audit log")
class ChainController {
    private final Verifying verifying;
    private final Chain chain;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;

    ChainController(Verifying verifying, Chain chain, AuditTrail audit, TransactionalOperator transaction) {
        this.verifying = verifying;
        this.chain = chain;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param entries how many were found as they were written, up to the first fault
     * @param dropped how many more are there no longer, because they were kept for as long as the policy says, and are told
     *     of by entries of the type audit_entries_dropped
     */
    @Schema(name = "AuditVerification")
    record Verification(boolean valid, long entries, long dropped, @Nullable FirstBroken firstBroken) {

        static Verification of(Verdict verdict) {
            Fault fault = verdict.fault();
            return new Verification(verdict.isSound(), verdict.entries(), verdict.dropped(), fault == null
                    ? null
                    : new FirstBroken(fault.day(), fault.number(), fault.id(), fault.kind().wire(),
                            fault.kind().explanation()));
        }
    }

    /**
     * @param number the place in the day's chain, from 1
     * @param id of the entry that stands there; null if none does
     */
    @Schema(name = "AuditFirstBroken")
    record FirstBroken(LocalDate day, long number, @Nullable UUID id,
            @Schema(allowableValues = {"altered", "personal_altered", "missing", "surplus", "detached", "day_missing",
                    "root_altered", "drop_unrecorded"}) String reason,
            String explanation) {}

    /**
     * @param root the hash of its last entry so far; final once the day is closed
     * @param closedAt null while entries can come
     * @param dropped how many of the entries are there no longer, because they were kept for as long as the policy says
     * @param droppedAt when the last of them went, so that only the root is left
     */
    @Schema(name = "AuditDay")
    record Day(LocalDate day, long entries, String previousRoot, String root, @Nullable Instant closedAt, long dropped,
            @Nullable Instant droppedAt) {

        static Day of(ChainDay day) {
            return new Day(day.day(), day.entries(), day.previousRoot(), day.head(), day.closedAt(),
                    day.dropped(), day.droppedAt());
        }
    }

    @GetMapping("/audit-logs/verify")
    @Operation(operationId = "verifyAuditLog", summary = "Is the chain of the audit log unbroken?", description = "For administrators only. Follows the hashes of all entries that arrived on the days of the range (UTC),"
            + " and stops at the first that is not as it was written: altered, removed, put in or moved. What was dropped by the"
            + " retention policy and is told of in the log itself is counted apart. Takes as long as"
            + " reading them does; while two are under way in a replica, 429 verification_busy. Who owns the database could write the whole chain anew: compare the roots with those that"
            + " you have kept elsewhere, too. Each verification is itself recorded as audit_log_verified.")
    Mono<Verification> verify(@Parameter(hidden = true) Caller caller,
            @Parameter(description = "Inclusive: a date or an RFC 3339 time, of which the day counts; default: the first day") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "Exclusive, likewise; default: no end") @RequestParam(required = false) @Nullable String to) {
        Administrators.require(caller);
        return verifying.ask(range(from, to))
                .map(Verification::of)
                .flatMap(found -> record("audit_log_verified", caller, from, to,
                        Map.of("valid", found.valid(), "entries", found.entries(), "dropped", found.dropped()))
                        .thenReturn(found));
    }

    @GetMapping("/audit-logs/roots")
    @Operation(operationId = "listAuditRoots", summary = "The daily roots of the audit log, oldest first", description = "For administrators only. The root of a closed day proves all its entries and all days before: keep it"
            + " where nobody can reach who can reach this database. Recorded as audit_log_accessed.")
    Mono<Page<Day>> roots(@Parameter(hidden = true) Caller caller,
            @Parameter(description = "Inclusive: a date or an RFC 3339 time, of which the day counts; default: the first day") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "Exclusive, likewise; default: no end") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Administrators.require(caller);
        return chain.days(range(from, to), PageRequest.of(limit, cursor))
                .map(page -> page.map(Day::of))
                .flatMap(page -> record("audit_log_accessed", caller, from, to,
                        Map.of("what", "roots", "items", page.items().size())).thenReturn(page));
    }

    private static DayRange range(@Nullable String from, @Nullable String to) {
        DayRange range = new DayRange(required("from", DayRange.first(from)), required("to", DayRange.last(to)));
        if (range.last().isBefore(range.first().minusDays(1))) {
            throw ProblemException.invalidField("to", "must not be before from");
        }
        return range;
    }

    private static LocalDate required(String field, Optional<LocalDate> day) {
        return day.orElseThrow(() -> ProblemException.invalidField(field,
                "must be a date or an RFC 3339 time in the years 0001 to 9999"));
    }

    private Mono<Void> record(String eventType, Caller caller, @Nullable String from, @Nullable String to,
            Map<String, Object> outcome) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>(outcome);
        details.put("from", from);
        details.put("to", to);
        return audit.record(eventType, caller, null, null, details).as(transaction::transactional);
    }
}
