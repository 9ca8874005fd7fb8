// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.dhatim.fastexcel.Worksheet;

import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.ingestion.interval.rules.Quality;

/** The intervals of one local year, one row each; Excel's moments have no zone, so there are local ones and UTC. */
final class IntervalSheet {
    private static final String MOMENT = "yyyy-mm-dd hh:mm:ss";

    private final Worksheet sheet;
    private final int year;
    private final int mostRows;
    private final LocalClock clock;
    private int row;

    /** @param mostRows headings included */
    IntervalSheet(Worksheet sheet, int year, int mostRows, LocalClock clock, String zone) {
        this.sheet = sheet;
        this.year = year;
        this.mostRows = mostRows;
        this.clock = clock;
        Headings.write(sheet, "Start (" + zone + ")", "End (" + zone + ")", "Start (UTC)", "Direction", "Wh",
                "Quality", "Estimated");
        this.row = 1;
    }

    boolean isOf(int otherYear) {
        return year == otherYear;
    }

    /** Whether an interval of that year has its place here. */
    boolean takes(int otherYear) {
        return isOf(otherYear) && row < mostRows;
    }

    void write(Interval interval) {
        moment(0, clock.time(interval.start()));
        moment(1, clock.time(interval.end()));
        moment(2, LocalDateTime.ofEpochSecond(interval.start(), 0, ZoneOffset.UTC));
        sheet.value(row, 3, interval.direction().wire());
        sheet.value(row, 4, Numbers.plain(interval.wh()));
        String quality = Quality.nameOf(interval.quality());
        if (quality != null) {
            sheet.value(row, 5, quality);
        }
        sheet.value(row, 6, interval.estimated());
        row++;
    }

    private void moment(int column, LocalDateTime time) {
        sheet.value(row, column, time);
        sheet.style(row, column).format(MOMENT).set();
    }

    /** Hands the rows so far on; they are in memory no more. */
    void flush() throws IOException {
        sheet.flush();
    }

    void finish() throws IOException {
        sheet.finish();
    }
}
