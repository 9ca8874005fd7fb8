// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.GeneratedSeries;
import com.dcarbon.ingestion.report.rules.FacilityMonths;
import com.dcarbon.ingestion.report.rules.Ledger;
import com.dcarbon.ingestion.report.rules.LocalMonth;
import com.dcarbon.ingestion.report.rules.Unit;
import com.dcarbon.ingestion.report.rules.Unit.Lot;

/**
 * All that a report of a facility is made of.
 *
 * @param series of the meters with role generation
 */
record FacilityGeneration(UUID facilityId, Map<UUID, ReportedMeter> meters, Map<UUID, GeneratedSeries> series,
        Ledger ledger) {

    static FacilityGeneration of(UUID facilityId, List<ReportedMeter> meters, Map<UUID, GeneratedSeries> series,
            Ledger ledger) {
        Map<UUID, ReportedMeter> byId = new LinkedHashMap<>();
        meters.forEach(meter -> byId.put(meter.meter().id(), meter));
        return new FacilityGeneration(facilityId, byId, series, ledger);
    }

    /** The meters of which a series is counted, and which. */
    Map<UUID, Direction> counted() {
        Map<UUID, Direction> counted = new LinkedHashMap<>();
        meters.keySet().forEach(id -> Optional.ofNullable(series.get(id))
                .flatMap(GeneratedSeries::known)
                .ifPresent(direction -> counted.put(id, direction)));
        return counted;
    }

    /** The meters whose export is shown beside: all but those whose export is what they generated. */
    Map<UUID, Direction> exports() {
        Map<UUID, Direction> exports = new LinkedHashMap<>();
        Map<UUID, Direction> counted = counted();
        meters.keySet()
                .stream()
                .filter(id -> counted.get(id) != Direction.RECEIVED)
                .forEach(id -> exports.put(id, Direction.RECEIVED));
        return exports;
    }

    FacilityMonths months(Map<UUID, List<Lot>> lots, Instant oldEnough) {
        return new FacilityMonths(units(counted(), lots), oldEnough, ledger);
    }

    List<Unit> units(Map<UUID, Direction> wanted, Map<UUID, List<Lot>> lots) {
        return wanted.keySet()
                .stream()
                .map(meters::get)
                .map(meter -> Unit.of(meter.meter().id(), meter.meter().timeZone(), meter.origin(),
                        meter.uploadsCount(), lots.getOrDefault(meter.meter().id(), List.of())))
                .toList();
    }

    /** When the month is over at every meter and its readings are old enough. */
    Instant freezableFrom(YearMonth month, Duration minimumAge) {
        return meters.values()
                .stream()
                .filter(meter -> meter.meter().isGeneration())
                .map(meter -> LocalMonth.of(month, meter.meter().timeZone()).endsAt())
                .max(Instant::compareTo)
                .orElseGet(() -> LocalMonth.of(month, ZoneOffset.UTC).endsAt())
                .plus(minimumAge);
    }
}
