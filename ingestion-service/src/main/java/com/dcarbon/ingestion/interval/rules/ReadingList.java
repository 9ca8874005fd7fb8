// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Many readings without an object for each: of those that follow one another and differ in their values alone, as nearly
 * all do, it keeps the first one and a number for each. Grows at its end.
 */
public final class ReadingList extends AbstractList<Reading> implements RandomAccess {
    private static final int FEW = 96;

    private final List<Stretch> stretches = new ArrayList<>();
    private long[] values = new long[FEW];
    private int size;
    /** In which stretch was looked last: the next look is mostly there, too. A guess, so any thread may change it. */
    private int near;

    /** Readings that differ in their values alone. */
    private record Stretch(int from, Reading first) {

        boolean goesOnWith(Reading next, int place) {
            return next.start() == startAt(place) && next.seconds() == first.seconds()
                    && next.powerOfTen() == first.powerOfTen() && next.quality() == first.quality()
                    && next.updated() == first.updated();
        }

        Reading at(int place, long value) {
            return new Reading(startAt(place), first.seconds(), value, first.powerOfTen(), first.quality(),
                    first.updated());
        }

        private long startAt(int place) {
            return first.start() + (long) (place - from) * first.seconds();
        }
    }

    @Override
    public boolean add(Reading reading) {
        if (stretches.isEmpty() || !stretches.getLast().goesOnWith(reading, size)) {
            stretches.add(new Stretch(size, reading));
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = reading.value();
        modCount++;
        return true;
    }

    @Override
    public Reading get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int stretch = near;
        if (!isIn(stretch, index)) {
            stretch = stretch + 1 < stretches.size() && isIn(stretch + 1, index) ? stretch + 1 : stretchOf(index);
            near = stretch;
        }
        return stretches.get(stretch).at(index, values[index]);
    }

    private boolean isIn(int stretch, int index) {
        return stretches.get(stretch).from() <= index
                && (stretch + 1 == stretches.size() || index < stretches.get(stretch + 1).from());
    }

    /** The last one that begins there or before. */
    private int stretchOf(int index) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).from() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public int size() {
        return size;
    }
}
