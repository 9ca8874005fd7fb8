// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.meter.MetersElsewhere;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Freezes a month: what is told of it stays as it is, whatever the utility corrects later. */
@Component
class FreezingMonth {
    private final DrawingUpReport drawingUp;
    private final FrozenReports frozen;
    private final MetersElsewhere elsewhere;
    private final DatabaseClient database;
    private final AuditTrail audit;
    private final WregisSettings settings;
    private final TransactionalOperator transaction;
    private final Clock clock;

    FreezingMonth(DrawingUpReport drawingUp, FrozenReports frozen, MetersElsewhere elsewhere,
            DatabaseClient database, AuditTrail audit, WregisSettings settings, TransactionalOperator transaction,
            Clock clock) {
        this.drawingUp = drawingUp;
        this.frozen = frozen;
        this.elsewhere = elsewhere;
        this.database = database;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param fresh whether it was frozen now, and not before
     */
    record Outcome(GenerationReport report, boolean fresh) {}

    /** Freezes the month; one that was frozen before is answered as it was frozen. */
    Mono<Outcome> freeze(UUID facilityId, YearMonth month, Caller caller) {
        ReportMonths.requirePossible(month, clock);
        return alone(facilityId)
                .then(Mono.defer(() -> frozen.ofMonth(facilityId, month)))
                .map(report -> new Outcome(report, false))
                .switchIfEmpty(Mono.defer(() -> drawingUp.facility(facilityId)
                        .doOnNext(facility -> requireFreezable(facility, month))
                        .flatMap(facility -> drawingUp.drawUp(facility, month)
                                .doOnNext(drawnUp -> requireReadings(facility, drawnUp)))
                        .flatMap(drawnUp -> keep(drawnUp.frozen(Ids.next()), caller))))
                .as(transaction::transactional);
    }

    /**
     * The lock that imports of the facility take too, so that no reading changes meanwhile; then those of its meters, so that
     * no other facility freezes the same energy meanwhile.
     */
    private Mono<Void> alone(UUID facilityId) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:id, 0))")
                .bind("id", facilityId.toString())
                .then()
                .then(Mono.defer(() -> elsewhere.alone(facilityId)));
    }

    private void requireFreezable(FacilityGeneration facility, YearMonth month) {
        facility.ledger().last().map(last -> last.plusMonths(1)).filter(next -> !next.equals(month)).ifPresent(next -> {
            throw new ProblemException(ReportProblem.MONTHS_IN_ORDER, "The next month to be frozen is " + next + ".")
                    .with("next_month", next.toString());
        });
        Instant from = facility.freezableFrom(month, settings.minimumAge());
        if (clock.instant().isBefore(from)) {
            throw new ProblemException(ReportProblem.MONTH_NOT_OVER,
                    month + " can be frozen from " + from + " on: it is over then, and its readings are old enough.")
                    .with("freezable_from", from.toString());
        }
        if (facility.generating().isEmpty() && facility.ledger().units().isEmpty()) {
            throw new ProblemException(ReportProblem.NO_GENERATION_METER, "Nothing would be reported.");
        }
    }

    /** Reports begin with the first month that is frozen: an empty one would settle the beginning for ever. */
    private static void requireReadings(FacilityGeneration facility, DrawnUp drawnUp) {
        boolean none = drawnUp.report().meters().stream().allMatch(meter -> meter.readings().stored() == 0);
        if (facility.ledger().first().isEmpty() && none) {
            throw new ProblemException(ReportProblem.NO_READINGS,
                    "No generation meter of this facility has readings of "
                            + drawnUp.report().month() + ", and reports begin with the first month that is frozen.");
        }
    }

    private Mono<Outcome> keep(DrawnUp drawnUp, Caller caller) {
        GenerationReport report = drawnUp.report();
        Map<String, Object> details = Map.of("report_id", Objects.requireNonNull(report.id()), "month", report.month(),
                "whole_mwh", report.wholeMwh(), "exact_mwh", report.exactMwh().toPlainString(), "adjustment_mwh",
                report.adjustmentMwh().toPlainString(), "carried_mwh", report.carriedMwh().toPlainString());
        return frozen.store(drawnUp, caller.userId())
                .then(Mono.defer(() -> settle(report)))
                .then(Mono.defer(() -> audit.record("generation_report_frozen", caller, report.facilityId(), null,
                        Map.copyOf(details))))
                .thenReturn(new Outcome(report, true));
    }

    /** From now on the same flow of each meter is counted, whatever comes. */
    private Mono<Void> settle(GenerationReport report) {
        return Flux.fromIterable(report.meters())
                .concatMap(line -> Mono.justOrEmpty(line.generatedFrom())
                        .flatMap(direction -> settle(line.meterId(), direction)))
                .then();
    }

    private Mono<Void> settle(UUID meter, String direction) {
        return database.sql("update meters set generated_from = :direction where id = :id and generated_from is null")
                .bind("direction", direction)
                .bind("id", meter)
                .then();
    }
}
