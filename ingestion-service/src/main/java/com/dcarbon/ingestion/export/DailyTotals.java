// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.ingestion.interval.rules.Interval;

/** The first sheet of a workbook: what each local day has of each direction, whatever the other sheets show. */
final class DailyTotals {
    private static final String DAY = "yyyy-mm-dd";

    private final Worksheet sheet;
    private final Rows days;
    private final LocalClock clock;
    private final List<Interval> totals = new ArrayList<>();

    /** @param query by day */
    DailyTotals(Workbook workbook, IntervalQuery query) {
        this.sheet = workbook.newWorksheet("Summary");
        this.days = new Rows(query);
        this.clock = new LocalClock(query.zone());
        Headings.write(sheet, "Day (" + query.zone().getId() + ")", "Direction", "Wh", "Estimated");
    }

    void add(List<Interval> readings) {
        totals.addAll(days.of(readings));
    }

    /** Its place is the first, but it is written last: only then are the totals known. */
    void finish() throws IOException {
        totals.addAll(days.rest());
        int row = 1;
        for (Interval total : totals) {
            sheet.value(row, 0, clock.time(total.start()).toLocalDate());
            sheet.style(row, 0).format(DAY).set();
            sheet.value(row, 1, total.direction().wire());
            sheet.value(row, 2, Numbers.plain(total.wh()));
            sheet.value(row, 3, total.estimated());
            row++;
        }
        sheet.finish();
    }
}
