// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Shows reports. Each look at one is recorded first, so that none is seen without it. */
@Component
class ReadingReports {
    private final DrawingUpReport drawingUp;
    private final FrozenReports frozen;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ReadingReports(DrawingUpReport drawingUp, FrozenReports frozen, AuditTrail audit, TransactionalOperator transaction,
            Clock clock) {
        this.drawingUp = drawingUp;
        this.frozen = frozen;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The month as it was frozen, else as it would be frozen now. */
    Mono<GenerationReport> ofMonth(UUID facilityId, YearMonth month, Caller caller) {
        ReportMonths.requirePossible(month, clock);
        return recorded(facilityId, month.toString(), caller)
                .then(Mono.defer(() -> frozen.ofMonth(facilityId, month)))
                .switchIfEmpty(Mono.defer(() -> preview(facilityId, month)));
    }

    private Mono<GenerationReport> preview(UUID facilityId, YearMonth month) {
        return drawingUp.facility(facilityId)
                .doOnNext(facility -> facility.ledger().first().filter(month::isBefore).ifPresent(first -> {
                    throw new ProblemException(ReportProblem.MONTHS_IN_ORDER,
                            "Reports of this facility begin with " + first + ".");
                }))
                .flatMap(facility -> drawingUp.drawUp(facility, month))
                .map(DrawnUp::report);
    }

    Mono<GenerationReport> find(UUID facilityId, UUID id, Caller caller) {
        return frozen.find(facilityId, id)
                .flatMap(report -> recorded(facilityId, report.month(), caller).thenReturn(report));
    }

    Mono<Page<GenerationReport>> list(UUID facilityId, PageRequest page, Caller caller) {
        return recorded(facilityId, "all", caller).then(Mono.defer(() -> frozen.list(facilityId, page)));
    }

    private Mono<Void> recorded(UUID facilityId, String month, Caller caller) {
        return audit.record("generation_report_viewed", caller, facilityId, null, Map.of("month", month))
                .as(transaction::transactional);
    }
}
