// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/** The values of a block's intervals, without an object for each; null where there is none. */
final class Values extends AbstractList<@Nullable Long> implements RandomAccess {
    private final long[] numbers;
    private final @Nullable BitSet absent;

    private Values(long[] numbers, @Nullable BitSet absent) {
        this.numbers = numbers;
        this.absent = absent;
    }

    static Values of(List<@Nullable Long> values) {
        if (values instanceof Values already) {
            return already;
        }
        var numbers = new long[values.size()];
        var absent = new BitSet();
        int place = 0;
        for (Long value : values) {
            absent.set(place, value == null);
            numbers[place++] = value == null ? 0 : value;
        }
        return new Values(numbers, absent.isEmpty() ? null : absent);
    }

    @Override
    public @Nullable Long get(int index) {
        return absent != null && absent.get(index) ? null : Long.valueOf(numbers[index]);
    }

    @Override
    public int size() {
        return numbers.length;
    }
}
