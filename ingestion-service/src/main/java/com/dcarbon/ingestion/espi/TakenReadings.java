// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Arrays;

/**
 * Readings on their way past the parser, first in, first out. There are never more than fit between what the lane has
 * read and what the parser has.
 */
final class TakenReadings {
    private static final int FIELDS = 4;
    private static final int VALUE = 1;
    private static final int QUALITY = 2;

    private long[] fields = new long[FIELDS * 1_024];
    private int head;
    private int tail;
    private int current;

    void add(long start, long length, boolean hasValue, long value, boolean hasQuality, int quality) {
        add(start, length << QUALITY | (hasValue ? VALUE : 0) | (hasQuality ? QUALITY : 0), value, quality);
    }

    /** @param facts as {@link #facts} told them */
    void add(long start, long facts, long value, long quality) {
        if (tail == fields.length) {
            makeRoom();
        }
        fields[tail] = start;
        fields[tail + 1] = facts;
        fields[tail + 2] = value;
        fields[tail + 3] = quality;
        tail += FIELDS;
    }

    private void makeRoom() {
        if (head == tail) {
            head = 0;
            tail = 0;
        } else if (head > fields.length / 2) {
            System.arraycopy(fields, head, fields, 0, tail - head);
            tail -= head;
            head = 0;
        } else {
            fields = Arrays.copyOf(fields, 2 * fields.length);
        }
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Goes to the next one. */
    void next() {
        current = head;
        head += FIELDS;
    }

    void skip(int count) {
        head += FIELDS * count;
    }

    /** As it is written, or {@link TimePeriod#NO_START}. */
    long start() {
        return fields[current];
    }

    /** As it is written; 0 if it is not. */
    long length() {
        return lengthIn(fields[current + 1]);
    }

    /** Its length, and what it has, in one number. */
    long facts() {
        return fields[current + 1];
    }

    static long lengthIn(long facts) {
        return facts >> QUALITY;
    }

    boolean hasValue() {
        return (fields[current + 1] & VALUE) != 0;
    }

    long value() {
        return fields[current + 2];
    }

    boolean hasQuality() {
        return (fields[current + 1] & QUALITY) != 0;
    }

    int quality() {
        return (int) fields[current + 3];
    }
}
