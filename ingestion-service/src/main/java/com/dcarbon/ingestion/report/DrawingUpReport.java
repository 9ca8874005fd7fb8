// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.interval.GeneratedDirections;
import com.dcarbon.ingestion.interval.rules.GeneratedSeries;
import com.dcarbon.ingestion.report.rules.FacilityMonths;
import com.dcarbon.ingestion.report.rules.Ledger;
import com.dcarbon.ingestion.report.rules.LedgerLine;
import com.dcarbon.ingestion.report.rules.Unit.Lot;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Draws up a facility's report from what is stored now. */
@Component
class DrawingUpReport {
    private final FacilityReadings readings;
    private final GeneratedDirections directions;
    private final ToldElsewhere elsewhere;
    private final FrozenReports frozen;
    private final WregisSettings settings;
    private final Clock clock;

    DrawingUpReport(FacilityReadings readings, GeneratedDirections directions, ToldElsewhere elsewhere,
            FrozenReports frozen, WregisSettings settings, Clock clock) {
        this.readings = readings;
        this.directions = directions;
        this.elsewhere = elsewhere;
        this.frozen = frozen;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is known of the facility's meters and of what was told of them. */
    Mono<FacilityGeneration> facility(UUID facilityId) {
        return Mono.zip(readings.meters(facilityId), frozen.told(facilityId), elsewhere.of(facilityId))
                .flatMap(known -> flows(known.getT1())
                        .map(series -> FacilityGeneration.of(facilityId, known.getT1(), series, known.getT2(),
                                known.getT3())));
    }

    private Mono<Map<UUID, GeneratedSeries>> flows(List<ReportedMeter> meters) {
        return Flux.fromIterable(meters)
                .filter(meter -> meter.meter().isGeneration())
                .concatMap(meter -> directions.flow(meter.meter()).map(series -> Map.entry(meter.meter().id(), series)))
                .collect(LinkedHashMap::new, (all, entry) -> all.put(entry.getKey(), entry.getValue()));
    }

    /**
     * The report of a month that was not frozen. Months between the last frozen one and this one are taken as if they
     * were frozen now.
     */
    Mono<DrawnUp> drawUp(FacilityGeneration facility, YearMonth month) {
        YearMonth first = facility.ledger().first().orElse(month);
        return Mono.zip(readings.lots(facility.countable(), first, month),
                readings.lots(facility.exports(), month, month),
                (counted, exported) -> drawnUp(facility, month, counted, exported));
    }

    private DrawnUp drawnUp(FacilityGeneration facility, YearMonth month, Map<UUID, List<Lot>> counted,
            Map<UUID, List<Lot>> exported) {
        Instant now = clock.instant();
        FacilityMonths months = facility.months(counted, now.minus(settings.minimumAge()));
        List<LedgerLine> lines = lines(facility, months, month);
        var document = new ReportDocument(facility, months, month, settings.minimumAge(), now);
        return new DrawnUp(document.of(lines, facility.allUnits(exported)), lines);
    }

    private List<LedgerLine> lines(FacilityGeneration facility, FacilityMonths months, YearMonth month) {
        Ledger ledger = facility.ledger();
        YearMonth next = ledger.last().map(last -> last.plusMonths(1)).orElse(month);
        while (next.isBefore(month)) {
            ledger = ledger.after(next, ledger.next(next, facility.generating(), months::wh, settings.carry()));
            next = next.plusMonths(1);
        }
        return ledger.next(month, facility.generating(), months::wh, settings.carry());
    }
}
