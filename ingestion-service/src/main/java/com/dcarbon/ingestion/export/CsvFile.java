// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.ingestion.interval.RowText;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.platform.csv.CsvCell;

/** Intervals as RFC 4180 has it, in UTF-8, with a line of headings. Energy is in Wh, exactly. */
final class CsvFile implements IntervalFile {
    private static final byte[] HEADINGS = RowText.utf8("start,end,local_start,direction,wh,quality,estimated\r\n");
    private static final byte[] COMMA = RowText.utf8(",");
    private static final byte[] MEASURED = RowText.utf8(",false\r\n");
    private static final byte[] ESTIMATED = RowText.utf8(",true\r\n");
    private static final byte[][] DIRECTIONS = Arrays.stream(Direction.values())
            .map(direction -> RowText.utf8("," + CsvCell.of(direction.wire()) + ","))
            .toArray(byte[][]::new);
    private static final byte[] NONE = {};

    private final RowText text = new RowText();
    private final Rows rows;
    private final LocalClock clock;
    private final Map<Integer, byte[]> qualities = new HashMap<>();
    private boolean handedOn;

    CsvFile(IntervalQuery query) {
        this.rows = new Rows(query);
        this.clock = new LocalClock(query.zone());
        text.put(HEADINGS);
    }

    @Override
    public byte[] add(List<Interval> readings) {
        rows.of(readings).forEach(this::write);
        if (handedOn && !text.isPiece()) {
            return NONE;
        }
        handedOn = true;
        return text.take();
    }

    @Override
    public byte[] end() {
        rows.rest().forEach(this::write);
        return text.take();
    }

    private void write(Interval interval) {
        text.moment(interval.start()).put(COMMA).moment(interval.end()).put(COMMA);
        text.moment(interval.start(), clock.offset(interval.start()));
        text.put(DIRECTIONS[interval.direction().ordinal()]).decimal(interval.wh());
        text.put(qualities.computeIfAbsent(interval.quality(), CsvFile::quality));
        text.put(interval.estimated() ? ESTIMATED : MEASURED);
    }

    private static byte[] quality(int code) {
        String name = Quality.nameOf(code);
        return RowText.utf8("," + CsvCell.of(name == null ? "" : name));
    }
}
