// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.ingestion.interval.rules.ReadingList;

/** All readings by meter, direction and time, each interval once, cut into slices. Read once, then closed. */
public final class SortedReadings implements AutoCloseable {
    /** Batches begin small, so that a short import shows progress, and grow, so that a long one does not dawdle. */
    private static final int FIRST_BATCH = 3_000;
    private static final int LARGEST_BATCH = 120_000;
    /** For each block the database goes through all of a slice that has gaps. */
    private static final int LARGEST_SLICE = 60_000;
    /** What is left for a slice beside others, at least: a day that two slices share is looked at twice. */
    private static final int SMALLEST_CUT = 1_000;
    /** Each takes a few statements, and others wait for the transaction. */
    private static final int MOST_SLICES = 100;

    private final PriorityQueue<Lane> others = new PriorityQueue<>(
            Comparator.comparing((Lane lane) -> lane.head, SpooledReading.ORDER));
    private final List<LotIterator> open = new ArrayList<>();
    private final List<SortedLot> lots;
    private final List<SpooledReading> inMemory;
    private final SeriesChoice choice;
    private final long count;
    private @Nullable SpooledReading ahead;
    private @Nullable Lane leading;
    private int batch = FIRST_BATCH;
    private boolean started;
    private long contradicted;
    private long overlapping;

    SortedReadings(List<SortedLot> lots, List<SpooledReading> inMemory, SeriesChoice choice, long count) {
        this.lots = lots;
        this.inMemory = inMemory;
        this.choice = choice;
        this.count = count;
    }

    /** One sorted source and its first reading that was not taken yet. */
    private static final class Lane {
        private final Iterator<SpooledReading> rest;
        private SpooledReading head;

        Lane(Iterator<SpooledReading> rest) {
            this.rest = rest;
            this.head = rest.next();
        }
    }

    /** How many readings came in, repeated ones and such that are left out included. */
    public long count() {
        return count;
    }

    /**
     * How many of those that were taken so far stand against others of the same interval that are no older and no worse,
     * with another energy.
     */
    public long contradicted() {
        return contradicted;
    }

    /**
     * How many of those that were taken so far begin within another one and end after it: only one of the two counts, and
     * what the other says beyond is lost.
     */
    public long overlapping() {
        return overlapping;
    }

    /** The next slices, which are to be stored together; none at the end. */
    public List<Slice> nextSlices() throws IOException {
        start();
        List<Slice> slices = new ArrayList<>();
        int readings = 0;
        while (ahead != null && readings < batch && slices.size() < MOST_SLICES) {
            Slice next = nextSlice(ahead, Math.clamp(batch - readings, SMALLEST_CUT, LARGEST_SLICE));
            slices.add(next);
            readings += next.readings().size();
        }
        batch = Math.min(LARGEST_BATCH, 2 * batch);
        return slices;
    }

    private Slice nextSlice(SpooledReading first, int size) {
        List<Reading> readings = new ReadingList();
        Reading latest = first.reading();
        SpooledReading next = first;
        while (next != null && next.sameSeries(first)
                && !isCut(readings.size() >= size, latest.end(), next.reading())) {
            overlapping += isPartlyOver(latest, next.reading()) ? 1 : 0;
            readings.add(next.reading());
            latest = next.reading().end() > latest.end() ? next.reading() : latest;
            next = distinct();
        }
        ahead = next;
        return new Slice(first.meter(), first.direction(), readings);
    }

    /** Finer readings within a coarser one say the same again; such that go beyond do not. */
    private static boolean isPartlyOver(Reading latest, Reading next) {
        return next.start() > latest.start() && next.start() < latest.end() && next.end() > latest.end();
    }

    /** Slices end where nothing overlaps. */
    private static boolean isCut(boolean full, long end, Reading next) {
        return full && next.start() >= end;
    }

    private void start() throws IOException {
        if (started) {
            return;
        }
        started = true;
        for (SortedLot lot : lots) {
            var in = new LotIterator(lot);
            open.add(in);
            others.add(new Lane(in));
        }
        if (!inMemory.isEmpty()) {
            others.add(new Lane(inMemory.iterator()));
        }
        leading = others.poll();
        ahead = distinct();
    }

    /** What counts of those for the same interval. */
    private @Nullable SpooledReading distinct() {
        SpooledReading found = chosen();
        return found != null && leading != null && found.sameInterval(leading.head) ? counted(found) : found;
    }

    private SpooledReading counted(SpooledReading first) {
        var interval = new OneInterval(choice, first);
        while (leading != null && first.sameInterval(leading.head)) {
            SpooledReading repeated = merged();
            if (repeated != null && choice.takes(repeated)) {
                interval.add(repeated);
            }
        }
        SpooledReading counted = interval.reading();
        contradicted += interval.contradicted();
        return counted;
    }

    private @Nullable SpooledReading chosen() {
        SpooledReading next = merged();
        while (next != null && !choice.takes(next)) {
            next = merged();
        }
        return next;
    }

    private @Nullable SpooledReading merged() {
        Lane lane = leading;
        if (lane == null) {
            return null;
        }
        SpooledReading taken = lane.head;
        if (!lane.rest.hasNext()) {
            leading = others.poll();
            return taken;
        }
        lane.head = lane.rest.next();
        Lane second = others.peek();
        // Lots of a feed that is nearly in order lie behind one another, so the lane mostly goes on leading.
        if (second != null && lane.head.isAfter(second.head)) {
            leading = others.poll();
            others.add(lane);
        }
        return taken;
    }

    @Override
    public void close() throws IOException {
        for (LotIterator in : open) {
            in.close();
        }
    }
}
