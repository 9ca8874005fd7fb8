// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.platform.paging.Cursor;

import reactor.core.publisher.SynchronousSink;

/** Writes an {@link IntervalPage} as JSON while its intervals come in. */
final class PageText {
    private static final byte[][] DIRECTIONS = directions();
    private static final byte[] START = RowText.utf8("{\"start\":\"");
    private static final byte[] END = RowText.utf8("\",\"end\":\"");
    private static final byte[] QUALITY = RowText.utf8(",\"quality\":");
    private static final byte[] NULL = RowText.utf8("null");
    private static final byte[] MEASURED = RowText.utf8(",\"estimated\":false}");
    private static final byte[] ESTIMATED = RowText.utf8(",\"estimated\":true}");
    private static final byte[] COMMA = RowText.utf8(",");

    private final RowText text = new RowText();
    private final int limit;
    private final Optional<Interval> after;
    private int written;
    private boolean handedOn;
    private boolean more;
    private @Nullable Interval last;

    /** @param after only what comes after it is shown */
    PageText(IntervalQuery query, int limit, Optional<Interval> after) {
        this.limit = limit;
        this.after = after;
        text.put("{\"meter_id\":\"" + query.meter().id() + "\",\"unit\":\"Wh\",\"resolution\":\""
                + query.resolution().wire() + "\",\"time_zone\":\"" + query.zone().getId() + "\",\"items\":[");
    }

    /** Takes in the next intervals; asks for no more once the page is full. The first ones are handed on at once. */
    void add(List<Interval> intervals, SynchronousSink<byte[]> sink) {
        for (Interval interval : rest(intervals)) {
            if (written == limit) {
                more = true;
                sink.complete();
                return;
            }
            write(interval);
        }
        if (text.isPiece() || !handedOn) {
            handedOn = true;
            sink.next(text.take());
        }
    }

    /** The end of the page, with where the next one begins. */
    byte[] end() {
        text.put("],\"next_cursor\":");
        if (more && last != null) {
            Cursor cursor = Cursor.of(Instant.ofEpochSecond(last.start()), last.direction().wire());
            text.put("\"" + cursor.encoded() + "\"");
        } else {
            text.put(NULL);
        }
        return text.put("}").take();
    }

    private List<Interval> rest(List<Interval> intervals) {
        if (after.isEmpty() || Interval.ORDER.compare(intervals.getFirst(), after.get()) > 0) {
            return intervals;
        }
        List<Interval> rest = new ArrayList<>(intervals);
        rest.removeIf(interval -> Interval.ORDER.compare(interval, after.get()) <= 0);
        return rest;
    }

    private void write(Interval interval) {
        if (written++ > 0) {
            text.put(COMMA);
        }
        last = interval;
        text.put(START).moment(interval.start()).put(END).moment(interval.end());
        text.put(DIRECTIONS[interval.direction().ordinal()]).decimal(interval.wh()).put(QUALITY);
        String quality = Quality.nameOf(interval.quality());
        if (quality == null) {
            text.put(NULL);
        } else {
            text.put("\"" + quality + "\"");
        }
        text.put(interval.estimated() ? ESTIMATED : MEASURED);
    }

    /** By ordinal. */
    private static byte[][] directions() {
        return Arrays.stream(Direction.values())
                .map(direction -> RowText.utf8("\",\"direction\":\"" + direction.wire() + "\",\"wh\":"))
                .toArray(byte[][]::new);
    }
}
