// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.GeneratedSeries;
import com.dcarbon.ingestion.report.FacilityReadings.Series;
import com.dcarbon.ingestion.report.rules.Elsewhere;
import com.dcarbon.ingestion.report.rules.FacilityMonths;
import com.dcarbon.ingestion.report.rules.Ledger;
import com.dcarbon.ingestion.report.rules.LocalMonth;
import com.dcarbon.ingestion.report.rules.ToldDirections;
import com.dcarbon.ingestion.report.rules.Unit;
import com.dcarbon.ingestion.report.rules.Unit.Lot;

/**
 * All that a report of a facility is made of.
 *
 * @param flows of the meters with role generation: what counts where the utility calls nothing generated
 * @param elsewhere what other facilities have of the same meters
 */
record FacilityGeneration(UUID facilityId, Map<UUID, ReportedMeter> meters, Map<UUID, GeneratedSeries> flows,
        Ledger ledger, ToldDirections toldDirections, Map<UUID, Elsewhere> elsewhere) {

    static FacilityGeneration of(UUID facilityId, List<ReportedMeter> meters, Map<UUID, GeneratedSeries> flows,
            Told told, Map<UUID, Elsewhere> elsewhere) {
        Map<UUID, ReportedMeter> byId = new LinkedHashMap<>();
        meters.forEach(meter -> byId.put(meter.meter().id(), meter));
        return new FacilityGeneration(facilityId, byId, flows, told.ledger(), told.directions(), elsewhere);
    }

    /** The meters with role generation. */
    Set<UUID> generating() {
        return flows.keySet();
    }

    /** Every series of those meters that counts, counted or may count. */
    List<Series> countable() {
        return generating().stream()
                .flatMap(meter -> Stream.of(Direction.GENERATED, Direction.RECEIVED, Direction.DELIVERED)
                        .map(direction -> new Series(meter, direction)))
                .toList();
    }

    /** What each meter exported to the grid. */
    List<Series> exports() {
        return meters.keySet().stream().map(meter -> new Series(meter, Direction.RECEIVED)).toList();
    }

    FacilityMonths months(Map<UUID, List<Lot>> lots, Instant oldEnough) {
        List<Unit> units = meters.keySet().stream().filter(flows::containsKey).map(id -> unit(id, lots)).toList();
        return new FacilityMonths(units, oldEnough, ledger, toldDirections);
    }

    List<Unit> allUnits(Map<UUID, List<Lot>> lots) {
        return meters.keySet().stream().map(id -> unit(id, lots)).toList();
    }

    private Unit unit(UUID id, Map<UUID, List<Lot>> lots) {
        ReportedMeter meter = Objects.requireNonNull(meters.get(id));
        GeneratedSeries flow = flows.get(id);
        return Unit.of(id, meter.meter().timeZone(), meter.origin(), meter.uploadsCount(),
                elsewhere.getOrDefault(id, Elsewhere.NOTHING), flow == null ? null : flow.direction(),
                lots.getOrDefault(id, List.of()));
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
