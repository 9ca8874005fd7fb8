// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Reading;

/** All readings by meter, direction and time, each interval once, cut into slices. Read once, then closed. */
public final class SortedReadings implements AutoCloseable {
    private static final int SLICE = 3_000;

    private final PriorityQueue<Lane> lanes = new PriorityQueue<>(
            Comparator.comparing((Lane lane) -> lane.head, SpooledReading.ORDER));
    private final List<DataInputStream> open = new ArrayList<>();
    private final List<SortedLot> lots;
    private final List<SpooledReading> inMemory;
    private final SeriesChoice choice;
    private final long count;
    private @Nullable SpooledReading ahead;
    private boolean started;

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

    /** The next slice, or null at the end. */
    public @Nullable Slice nextSlice() throws IOException {
        start();
        SpooledReading first = ahead;
        if (first == null) {
            return null;
        }
        List<Reading> readings = new ArrayList<>();
        long end = Long.MIN_VALUE;
        SpooledReading next = first;
        while (next != null && next.sameSeries(first) && !isCut(readings.size(), end, next.reading())) {
            readings.add(next.reading());
            end = Math.max(end, next.reading().end());
            next = distinct();
        }
        ahead = next;
        return new Slice(first.meter(), choice.directionOf(first), readings);
    }

    /** Slices end where nothing overlaps. */
    private static boolean isCut(int size, long end, Reading next) {
        return size >= SLICE && next.start() >= end;
    }

    private void start() throws IOException {
        if (started) {
            return;
        }
        started = true;
        for (SortedLot lot : lots) {
            var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(lot.file())));
            open.add(in);
            lanes.add(new Lane(new LotIterator(in, lot.size())));
        }
        if (!inMemory.isEmpty()) {
            lanes.add(new Lane(inMemory.iterator()));
        }
        ahead = distinct();
    }

    /** The last one of those for the same interval. */
    private @Nullable SpooledReading distinct() {
        SpooledReading found = chosen();
        for (Lane next = lanes.peek(); found != null && next != null && found.sameInterval(next.head);) {
            SpooledReading repeated = merged();
            found = repeated != null && choice.takes(repeated) ? repeated : found;
            next = lanes.peek();
        }
        return found;
    }

    private @Nullable SpooledReading chosen() {
        SpooledReading next = merged();
        while (next != null && !choice.takes(next)) {
            next = merged();
        }
        return next;
    }

    private @Nullable SpooledReading merged() {
        Lane lane = lanes.poll();
        if (lane == null) {
            return null;
        }
        SpooledReading taken = lane.head;
        if (lane.rest.hasNext()) {
            lane.head = lane.rest.next();
            lanes.add(lane);
        }
        return taken;
    }

    @Override
    public void close() throws IOException {
        for (DataInputStream in : open) {
            in.close();
        }
    }

    private static final class LotIterator implements Iterator<SpooledReading> {
        private final DataInputStream in;
        private int left;

        LotIterator(DataInputStream in, int size) {
            this.in = in;
            this.left = size;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public SpooledReading next() {
            left--;
            try {
                return SpooledReading.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
