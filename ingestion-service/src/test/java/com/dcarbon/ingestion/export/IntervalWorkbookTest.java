// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.ingestion.interval.Resolution;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.ingestion.interval.rules.ShownDirections;
import com.dcarbon.ingestion.meter.Meter;

class IntervalWorkbookTest {
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final Meter METER = new Meter(ID, ID, ID, ZoneId.of("America/Los_Angeles"),
            "net", null);
    private static final IntervalQuery QUERY = new IntervalQuery(METER, Instant.EPOCH, Instant.MAX, Resolution.RAW,
            Optional.empty(), ShownDirections.AS_STORED);
    /** Half an hour before the New Year there. */
    private static final long START = Instant.parse("2026-01-01T07:30:00Z").getEpochSecond();

    private static byte[] bytes(IntervalWorkbook workbook, int readings) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (Interval interval : IntStream.range(0, readings)
                .mapToObj(i -> new Interval(START + i * 900L, START + (i + 1) * 900L, Direction.NET,
                        new BigDecimal("0.5"), 0, false))
                .toList()) {
            bytes.write(workbook.add(List.of(interval)));
        }
        bytes.write(workbook.end());
        return bytes.toByteArray();
    }

    @Test
    void beginsASheetWithEachYearAndWhereOneIsFull() throws IOException {
        byte[] bytes = bytes(new IntervalWorkbook(QUERY, 4), 9);

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("Summary", "2025", "2026", "2026 (2)",
                    "2026 (3)");
            int rows = 0;
            for (Sheet sheet : workbook.getSheets().skip(1).toList()) {
                List<Row> read = sheet.read();
                assertThat(read).hasSizeBetween(2, 4);
                rows += read.size() - 1;
            }
            assertThat(rows).isEqualTo(9);
            assertThat(workbook.getFirstSheet().read().get(2).getCellAsNumber(2)).contains(new BigDecimal("3.5"));
        }
    }

    @Test
    void isAWorkbookWithoutReadingsToo() throws IOException {
        try (var workbook = new ReadableWorkbook(
                new ByteArrayInputStream(bytes(new IntervalWorkbook(QUERY), 0)))) {
            assertThat(workbook.getFirstSheet().read()).hasSize(1);
        }
    }
}
