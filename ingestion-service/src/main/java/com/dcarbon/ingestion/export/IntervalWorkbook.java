// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.ingestion.interval.Resolution;
import com.dcarbon.ingestion.interval.rules.Interval;

/**
 * Intervals as an Excel workbook (Office Open XML): a summary with the totals of each day, then a sheet for each local
 * year. Only the rows that have just come in, and the totals, are in memory. A file that breaks off has no directory, which
 * is a ZIP archive's last part, so no program takes it for whole.
 */
final class IntervalWorkbook implements IntervalFile {
    private static final int COMPRESSION = 4;
    private static final byte[] NONE = {};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Workbook workbook = new Workbook(bytes, "DCarbon", "1.0");
    private final DailyTotals totals;
    private final Rows rows;
    private final LocalClock clock;
    private final String zone;
    private final int rowsOfSheet;
    private @Nullable IntervalSheet sheet;
    private int part;

    IntervalWorkbook(IntervalQuery query) {
        this(query, Worksheet.MAX_ROWS);
    }

    /** @param rowsOfSheet how many rows a sheet may have, headings included */
    IntervalWorkbook(IntervalQuery query, int rowsOfSheet) {
        this.rowsOfSheet = rowsOfSheet;
        this.rows = new Rows(query);
        this.clock = new LocalClock(query.zone());
        this.zone = query.zone().getId();
        this.totals = new DailyTotals(workbook, query.in(Resolution.DAY));
        workbook.setCompressionLevel(COMPRESSION);
    }

    @Override
    public byte[] add(List<Interval> readings) {
        try {
            totals.add(readings);
            write(rows.of(readings));
            return bytes.size() == 0 ? NONE : taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] end() {
        try {
            write(rows.rest());
            if (sheet != null) {
                sheet.finish();
            }
            totals.finish();
            workbook.finish();
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<Interval> intervals) throws IOException {
        for (Interval interval : intervals) {
            sheetOf(interval).write(interval);
        }
        if (sheet != null) {
            sheet.flush();
        }
    }

    private IntervalSheet sheetOf(Interval interval) throws IOException {
        int year = clock.time(interval.start()).getYear();
        IntervalSheet current = sheet;
        if (current == null || !current.takes(year)) {
            boolean further = current != null && current.isOf(year);
            part = further ? part + 1 : 1;
            if (current != null) {
                current.finish();
            }
            String name = further ? year + " (" + part + ")" : String.valueOf(year);
            current = new IntervalSheet(workbook.newWorksheet(name), year, rowsOfSheet, clock, zone);
            sheet = current;
        }
        return current;
    }

    private byte[] taken() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
