// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

import com.dcarbon.ingestion.interval.RandomReadings;
import com.dcarbon.ingestion.interval.StoredMeterTestBase;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

import tools.jackson.databind.JsonNode;

/** The API, the CSV file and the workbook tell the same numbers, to the last digit. */
class SameNumbersIT extends StoredMeterTestBase {
    private static final LocalDate FIRST = LocalDate.of(2025, 10, 20);
    private static final LocalDate END = LocalDate.of(2026, 3, 20);
    private static final String PERIOD = "&start=" + FIRST + "&end=" + END;

    /** Over a New Year and both changes of the clock; one day is as plain as a day can be, and one was corrected. */
    @BeforeEach
    void readings() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        meterExists(PACIFIC);
        store(Direction.RECEIVED, PACIFIC, RandomReadings.between(midnight(FIRST), midnight(END), random));
        store(Direction.DELIVERED, PACIFIC, quarters(FIRST, END, 5, -1, 0));
        store(Direction.DELIVERED, PACIFIC, quarters(LocalDate.of(2026, 1, 7), LocalDate.of(2026, 1, 8), 77, -2, 8));
    }

    private static List<Reading> quarters(LocalDate from, LocalDate to, long value, int power, int quality) {
        return LongStream.iterate(midnight(from), at -> at < midnight(to), at -> at + 900)
                .mapToObj(at -> new Reading(at, 900, value, power, quality, 0))
                .toList();
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(PACIFIC).toEpochSecond();
    }

    /** One line of each form. */
    private record Line(String start, String direction, BigDecimal wh, String quality, boolean estimated) {}

    @Test
    void theSameReadingsInEveryForm() throws IOException {
        List<Line> shown = lines(read("&limit=9000" + PERIOD));

        assertThat(shown).hasSizeGreaterThan(15_000);
        assertThat(csv("")).isEqualTo(shown);
        try (ReadableWorkbook workbook = workbook("")) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("Summary", "2025", "2026");
            assertThat(cells(workbook)).isEqualTo(shown);
            assertThat(summary(workbook)).isEqualTo(sums(shown, 10))
                    .containsEntry("2025-11-02 delivered", new BigDecimal("50"))
                    .containsEntry("2026-03-08 delivered", new BigDecimal("46"))
                    .containsEntry("2026-01-07 delivered", new BigDecimal("73.92"));
        }
        assertThat(rolledUp("day", 10)).isEqualTo(sums(shown, 10));
        assertThat(rolledUp("month", 7)).isEqualTo(sums(shown, 7));
    }

    @Test
    void sumsInFilesAreThoseOfTheApi() throws IOException {
        List<Line> days = lines(read("&resolution=day&direction=received" + PERIOD));

        assertThat(csv("&resolution=day&direction=received")).isEqualTo(days);
        try (ReadableWorkbook workbook = workbook("&resolution=month&direction=received")) {
            assertThat(cells(workbook)).isEqualTo(lines(read("&resolution=month&direction=received" + PERIOD)));
            assertThat(summary(workbook)).hasSize(days.size());
        }
    }

    private List<Line> csv(String more) {
        var answer = call(user(owner), "/intervals/export?format=csv&meter_id=" + meter + PERIOD + more).expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"intervals-" + meter + "-2025-10-20-2026-03-19.csv\"")
                .expectBody()
                .returnResult();
        String text = new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
        assertThat(text).startsWith("start,end,local_start,direction,wh,quality,estimated\r\n").endsWith("\r\n");
        return text.lines().skip(1).map(line -> line.split(",", -1)).map(cells -> {
            assertThat(OffsetDateTime.parse(cells[2])).isAtSameInstantAs(OffsetDateTime.parse(cells[0]));
            return new Line(cells[0], cells[3], new BigDecimal(cells[4]), cells[5], Boolean.parseBoolean(cells[6]));
        }).toList();
    }

    private ReadableWorkbook workbook(String more) throws IOException {
        byte[] bytes = call(user(owner), "/intervals/export?format=xlsx&meter_id=" + meter + PERIOD + more)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new ReadableWorkbook(new ByteArrayInputStream(Objects.requireNonNull(bytes)));
    }

    private static List<Line> cells(ReadableWorkbook workbook) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Sheet sheet : workbook.getSheets().skip(1).toList()) {
            List<Row> rows = sheet.read();
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("Start (America/Los_Angeles)");
            rows.stream().skip(1).forEach(row -> {
                LocalDateTime utc = row.getCellAsDate(2).orElseThrow();
                assertThat(row.getCellAsDate(0)).contains(
                        LocalDateTime.ofInstant(utc.toInstant(ZoneOffset.UTC), PACIFIC));
                lines.add(new Line(utc.toInstant(ZoneOffset.UTC).toString(), row.getCellText(3),
                        row.getCellAsNumber(4).orElseThrow(), row.getCellText(5),
                        row.getCellAsBoolean(6).orElseThrow()));
            });
        }
        return lines;
    }

    private static Map<String, BigDecimal> summary(ReadableWorkbook workbook) throws IOException {
        Map<String, BigDecimal> days = new TreeMap<>();
        workbook.getFirstSheet().read().stream().skip(1).forEach(row -> days.put(
                row.getCellAsDate(0).orElseThrow().toLocalDate() + " " + row.getCellText(1),
                row.getCellAsNumber(2).orElseThrow()));
        return days;
    }

    private static List<Line> lines(List<JsonNode> items) {
        return items.stream()
                .map(item -> new Line(item.path("start").asString(), item.path("direction").asString(),
                        item.path("wh").decimalValue(),
                        item.path("quality").isNull() ? "" : item.path("quality").asString(),
                        item.path("estimated").asBoolean()))
                .toList();
    }

    private static String local(String start, int length) {
        return OffsetDateTime.parse(start).atZoneSameInstant(PACIFIC).toString().substring(0, length);
    }

    private static Map<String, BigDecimal> sums(List<Line> lines, int length) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(local(line.start(), length) + " " + line.direction(), line.wh(),
                BigDecimal::add));
        sums.replaceAll((_, wh) -> Numbers.plain(wh));
        return sums;
    }

    private Map<String, BigDecimal> rolledUp(String resolution, int length) {
        return sums(lines(read("&resolution=" + resolution + PERIOD)), length);
    }
}
