// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.GeneratedSeries;
import com.dcarbon.ingestion.report.GenerationReport.AdjustmentLine;
import com.dcarbon.ingestion.report.GenerationReport.Export;
import com.dcarbon.ingestion.report.GenerationReport.LeftOutLine;
import com.dcarbon.ingestion.report.GenerationReport.MeterLine;
import com.dcarbon.ingestion.report.GenerationReport.Readings;
import com.dcarbon.ingestion.report.rules.Energy;
import com.dcarbon.ingestion.report.rules.FacilityMonths;
import com.dcarbon.ingestion.report.rules.LedgerLine;
import com.dcarbon.ingestion.report.rules.LocalMonth;
import com.dcarbon.ingestion.report.rules.MonthCount;
import com.dcarbon.ingestion.report.rules.Unit;

/** Writes a report out. */
record ReportDocument(FacilityGeneration facility, FacilityMonths months, YearMonth month, Duration minimumAge,
        Instant now) {

    /** @param all every meter, with what it exported */
    GenerationReport of(List<LedgerLine> lines, List<Unit> all) {
        return new GenerationReport(null, facility.facilityId(), month.toString(), "preview", now,
                facility.freezableFrom(month, minimumAge), minimumAge.toString(),
                lines.stream().mapToLong(LedgerLine::wholeMwh).sum(), mwh(lines, LedgerLine::generated),
                mwh(lines, LedgerLine::adjusted), mwh(lines, LedgerLine::carryOut),
                lines.stream().map(this::meter).toList(),
                all.stream().map(this::export).flatMap(Optional::stream).toList());
    }

    private static BigDecimal mwh(List<LedgerLine> lines, Function<LedgerLine, BigDecimal> amount) {
        return Energy.mwh(lines.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private MeterLine meter(LedgerLine line) {
        ReportedMeter meter = known(line.meter());
        LocalMonth local = LocalMonth.of(month, meter.meter().timeZone());
        @Nullable
        Direction series = series(line.meter());
        return new MeterLine(line.meter(), meter.utilityMeterId(), meter.providerId(), meter.source(),
                meter.meter().timeZone().getId(), Instant.ofEpochSecond(local.start()), local.endsAt(),
                series == null ? null : series.wire(), series == null ? notCounted(line.meter()) : null,
                line.wholeMwh(), Energy.mwh(line.generated()), line.generated(), line.adjusted(),
                line.adjustments().stream().map(ReportDocument::adjustment).toList(), line.carryIn(),
                line.carryOut(), line.carriedBy().wire(), Energy.mwh(line.reported()), readings(line.meter()));
    }

    private ReportedMeter known(UUID meter) {
        return Objects.requireNonNull(facility.meters().get(meter), "a meter that was reported is never removed");
    }

    private @Nullable Direction series(UUID meter) {
        return months.count(meter, month).map(MonthCount::series).orElse(null);
    }

    private String notCounted(UUID meter) {
        GeneratedSeries flow = facility.flows().get(meter);
        if (flow == null) {
            return "role_changed";
        }
        GeneratedSeries.Doubt doubt = flow.doubt();
        return doubt == null ? GeneratedSeries.Doubt.NO_ENERGY.wire() : doubt.wire();
    }

    private static AdjustmentLine adjustment(LedgerLine.Adjustment adjustment) {
        return new AdjustmentLine(adjustment.month().toString(), adjustment.told(), adjustment.now(),
                adjustment.change());
    }

    private Readings readings(UUID meter) {
        return months.count(meter, month)
                .map(count -> new Readings(count.expected(), count.stored(), count.counted(), count.completeness(),
                        count.estimatedShare(), leftOut(count), count.sha256()))
                .orElseGet(() -> new Readings(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), ""));
    }

    private static List<LeftOutLine> leftOut(MonthCount count) {
        return count.leftOut()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new LeftOutLine(entry.getKey().wire(), entry.getValue().intervals(),
                        Energy.plain(entry.getValue().wh())))
                .toList();
    }

    private Optional<Export> export(Unit unit) {
        ReportedMeter meter = known(unit.meter());
        MonthCount.Left sum = unit.sum(Direction.RECEIVED, LocalMonth.of(month, unit.zone()));
        return sum.intervals() == 0 || series(unit.meter()) == Direction.RECEIVED
                ? Optional.empty()
                : Optional.of(new Export(unit.meter(), meter.utilityMeterId(), meter.meter().role(), sum.intervals(),
                        Energy.plain(sum.wh())));
    }
}
