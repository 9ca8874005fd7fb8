// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.report.rules.Carry;
import com.dcarbon.ingestion.report.rules.Ledger;
import com.dcarbon.ingestion.report.rules.LedgerLine;
import com.dcarbon.ingestion.report.rules.ToldDirections;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The reports that were frozen; rows are added, never changed. */
@Repository
class FrozenReports {
    private static final String LINES = """
            select r.month, l.meter_id, l.direction, l.generated_wh, l.carry_in_wh, l.whole_mwh, l.carry_out_wh, l.carried_by,
                   l.unreported_in_wh, l.reported_wh, l.unreported_out_wh
              from generation_reports r join generation_report_lines l on l.report_id = r.id
             where r.facility_id = :facility""";
    private static final String ADJUSTMENTS = """
            select r.month as reported, a.meter_id, a.month, a.told_wh, a.now_wh
              from generation_reports r join generation_report_adjustments a on a.report_id = r.id
             where r.facility_id = :facility""";

    private final DatabaseClient database;
    private final JsonMapper json;

    FrozenReports(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    private record Line(YearMonth month, LedgerLine line, @Nullable String direction) {}

    private record Adjusted(YearMonth reported, UUID meter, LedgerLine.Adjustment adjustment) {}

    /** All that was told of the facility. */
    Mono<Told> told(UUID facilityId) {
        Mono<List<Adjusted>> adjustments = database.sql(ADJUSTMENTS)
                .bind("facility", facilityId)
                .map(FrozenReports::adjusted)
                .all()
                .collectList();
        return adjustments.flatMapMany(adjusted -> database.sql(LINES)
                .bind("facility", facilityId)
                .map(row -> line(row, adjusted))
                .all()).collectList().map(FrozenReports::told);
    }

    private static Told told(List<Line> lines) {
        Map<YearMonth, List<LedgerLine>> months = new TreeMap<>();
        Map<YearMonth, Map<UUID, Direction>> directions = new HashMap<>();
        for (Line line : lines) {
            months.computeIfAbsent(line.month(), month -> new ArrayList<>()).add(line.line());
            Direction.of(String.valueOf(line.direction())).ifPresent(direction -> directions
                    .computeIfAbsent(line.month(), month -> new HashMap<>())
                    .put(line.line().meter(), direction));
        }
        Ledger ledger = Ledger.empty();
        for (var month : months.entrySet()) {
            ledger = ledger.after(month.getKey(), month.getValue());
        }
        return new Told(ledger, new ToldDirections(directions));
    }

    private static Adjusted adjusted(Readable row) {
        return new Adjusted(month(row, "reported"), uuid(row, "meter_id"),
                new LedgerLine.Adjustment(month(row, "month"), wh(row, "told_wh"), wh(row, "now_wh")));
    }

    private static Line line(Readable row, List<Adjusted> adjusted) {
        YearMonth month = month(row, "month");
        UUID meter = uuid(row, "meter_id");
        List<LedgerLine.Adjustment> adjustments = adjusted.stream()
                .filter(one -> one.reported().equals(month) && one.meter().equals(meter))
                .map(Adjusted::adjustment)
                .toList();
        return new Line(month,
                new LedgerLine(meter, wh(row, "generated_wh"), adjustments, wh(row, "carry_in_wh"),
                        Objects.requireNonNull(row.get("whole_mwh", Long.class)), wh(row, "carry_out_wh"),
                        Carry.of(Objects.requireNonNull(row.get("carried_by", String.class))),
                        wh(row, "unreported_in_wh"), wh(row, "reported_wh"), wh(row, "unreported_out_wh")),
                row.get("direction", String.class));
    }

    Mono<GenerationReport> ofMonth(UUID facilityId, YearMonth month) {
        return database.sql("""
                select document::text as document from generation_reports
                 where facility_id = :facility and month = :month""")
                .bind("facility", facilityId)
                .bind("month", month.atDay(1))
                .map(this::document)
                .one();
    }

    Mono<GenerationReport> find(UUID facilityId, UUID id) {
        return database.sql("""
                select document::text as document from generation_reports
                 where facility_id = :facility and id = :id""")
                .bind("facility", facilityId)
                .bind("id", id)
                .map(this::document)
                .one();
    }

    /** The newest month first. */
    Mono<Page<GenerationReport>> list(UUID facilityId, PageRequest page) {
        LocalDate before = page.cursor() == null
                ? LocalDate.EPOCH.plusYears(8_000)
                : ReportMonths.of(Cursor.decode(page.cursor(), 1).text(0))
                        .orElseThrow(() -> new ProblemException(CommonProblem.INVALID_CURSOR,
                                "The cursor does not belong to this list."))
                        .atDay(1);
        return database.sql("""
                select document::text as document from generation_reports
                 where facility_id = :facility and month < :before order by month desc limit :limit""")
                .bind("facility", facilityId)
                .bind("before", before)
                .bind("limit", page.limit() + 1)
                .map(this::document)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), report -> Cursor.of(report.month())));
    }

    /** In the caller's transaction. */
    Mono<Void> store(DrawnUp drawnUp, String user) {
        GenerationReport report = drawnUp.report();
        UUID id = Objects.requireNonNull(report.id());
        return database.sql("""
                insert into generation_reports (id, facility_id, month, frozen_at, frozen_by, document)
                values (:id, :facility, :month, :now, :user, :document::jsonb)""")
                .bind("id", id)
                .bind("facility", report.facilityId())
                .bind("month", YearMonth.parse(report.month()).atDay(1))
                .bind("now", report.asOf())
                .bind("user", user)
                .bind("document", json.writeValueAsString(report))
                .then()
                .thenMany(Flux.fromIterable(drawnUp.lines()))
                .concatMap(line -> storeLine(id, line, drawnUp))
                .then();
    }

    private Mono<Void> storeLine(UUID report, LedgerLine line, DrawnUp drawnUp) {
        var statement = database
                .sql("""
                        insert into generation_report_lines (report_id, meter_id, direction, generated_wh, carry_in_wh, whole_mwh,
                            carry_out_wh, carried_by, unreported_in_wh, reported_wh, unreported_out_wh, values_sha256)
                        values (:report, :meter, :direction, :generated, :carry_in, :whole, :carry_out, :carried_by, :unreported_in,
                            :reported, :unreported_out, :sha256)""")
                .bind("report", report)
                .bind("meter", line.meter())
                .bind("generated", line.generated())
                .bind("carry_in", line.carryIn())
                .bind("whole", line.wholeMwh())
                .bind("carry_out", line.carryOut())
                .bind("carried_by", line.carriedBy().wire())
                .bind("unreported_in", line.unreportedIn())
                .bind("reported", line.reported())
                .bind("unreported_out", line.unreportedOut())
                .bind("sha256", drawnUp.meter(line.meter()).readings().valuesSha256());
        @Nullable
        String direction = drawnUp.meter(line.meter()).generatedFrom();
        return (direction == null
                ? statement.bindNull("direction", String.class)
                : statement.bind("direction", direction)).then()
                .thenMany(Flux.fromIterable(line.adjustments()))
                .concatMap(adjustment -> storeAdjustment(report, line.meter(), adjustment))
                .then();
    }

    private Mono<Void> storeAdjustment(UUID report, UUID meter, LedgerLine.Adjustment adjustment) {
        return database.sql("""
                insert into generation_report_adjustments (report_id, meter_id, month, told_wh, now_wh, change_wh)
                values (:report, :meter, :month, :told, :now, :change)""")
                .bind("report", report)
                .bind("meter", meter)
                .bind("month", adjustment.month().atDay(1))
                .bind("told", adjustment.told())
                .bind("now", adjustment.now())
                .bind("change", adjustment.change())
                .then();
    }

    private GenerationReport document(Readable row) {
        return json.readValue(Objects.requireNonNull(row.get("document", String.class)), GenerationReport.class);
    }

    private static YearMonth month(Readable row, String column) {
        return YearMonth.from(Objects.requireNonNull(row.get(column, LocalDate.class)));
    }

    private static BigDecimal wh(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, BigDecimal.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
