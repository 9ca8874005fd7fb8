// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.report.GenerationReport.AdjustmentLine;
import com.dcarbon.ingestion.report.GenerationReport.LeftOutLine;
import com.dcarbon.ingestion.report.GenerationReport.MeterLine;
import com.dcarbon.platform.csv.CsvCell;

/**
 * A report as CSV (RFC 4180): a row per meter, which begins with the columns that registries take, and below it one per
 * adjustment, which has no amount to report of its own.
 */
final class ReportCsv {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/uuuu");
    private static final DateTimeFormatter VINTAGE = DateTimeFormatter.ofPattern("MM/uuuu");
    private static final List<String> HEADER = List.of("Reporting Unit ID", "Vintage", "Begin Date", "End Date",
            "Total MWh", "line", "month", "state", "meter_id", "provider_id", "source", "generated_from",
            "not_counted", "whole_mwh", "exact_mwh", "generated_wh", "adjustment_wh", "carry_in_wh", "carry_out_wh",
            "carried_by", "completeness", "estimated_share", "intervals_expected", "intervals_stored",
            "intervals_counted", "left_out", "values_sha256");

    private ReportCsv() {}

    static byte[] of(GenerationReport report) {
        return Stream.concat(Stream.of(HEADER), report.meters().stream().flatMap(meter -> rows(report, meter)))
                .map(row -> row.stream().map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<List<String>> rows(GenerationReport report, MeterLine meter) {
        return Stream.concat(Stream.of(month(report, meter)),
                meter.adjustments().stream().map(adjustment -> adjustment(report, meter, adjustment)));
    }

    private static List<String> month(GenerationReport report, MeterLine meter) {
        var readings = meter.readings();
        return Stream.concat(unit(meter, report.month(), text(meter.reportedMwh())),
                Stream.of("month", report.month(), report.state(), meter.meterId().toString(), meter.providerId(),
                        meter.source(), Objects.requireNonNullElse(meter.generatedFrom(), ""),
                        Objects.requireNonNullElse(meter.notCounted(), ""), Long.toString(meter.wholeMwh()),
                        text(meter.exactMwh()), text(meter.generatedWh()), text(meter.adjustmentWh()),
                        text(meter.carryInWh()), text(meter.carryOutWh()), meter.carriedBy(),
                        text(readings.completeness()), text(readings.estimatedShare()),
                        Integer.toString(readings.expected()), Integer.toString(readings.stored()),
                        Integer.toString(readings.counted()),
                        readings.leftOut().stream().map(ReportCsv::leftOut).collect(Collectors.joining("; ")),
                        readings.valuesSha256()))
                .toList();
    }

    private static List<String> adjustment(GenerationReport report, MeterLine meter, AdjustmentLine adjustment) {
        Stream<String> own = Stream.of("adjustment", adjustment.month(), report.state(), meter.meterId().toString(),
                meter.providerId(), meter.source(), "", "", "", "", text(adjustment.nowWh()),
                text(adjustment.changeWh()));
        List<String> row = Stream.concat(unit(meter, adjustment.month(), ""), own).toList();
        return Stream.concat(row.stream(), Stream.generate(() -> "").limit(HEADER.size() - row.size())).toList();
    }

    private static Stream<String> unit(MeterLine meter, String month, String mwh) {
        YearMonth vintage = YearMonth.parse(month);
        @Nullable
        String number = meter.utilityMeterId();
        return Stream.of(number == null ? meter.meterId().toString() : number, VINTAGE.format(vintage),
                DATE.format(vintage.atDay(1)), DATE.format(vintage.atEndOfMonth()), mwh);
    }

    private static String leftOut(LeftOutLine line) {
        return line.reason() + ": " + line.intervals() + " intervals, " + text(line.wh()) + " Wh";
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
