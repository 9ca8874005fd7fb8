// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Readings on their way past the parser, first in, first out. There are never more than fit between what the lane has
 * read and what the parser has.
 */
final class TakenReadings {
    private static final int FIELDS = 4;
    /** How many bytes one has in a file. */
    static final int SIZE = FIELDS * Long.BYTES;

    private static final int VALUE = 1;
    private static final int QUALITY = 2;

    private long[] fields = new long[FIELDS * 1_024];
    private int head;
    private int tail;
    private int current;

    void add(long start, long length, boolean hasValue, long value, boolean hasQuality, int quality) {
        if (tail == fields.length) {
            makeRoom();
        }
        fields[tail] = start;
        fields[tail + 1] = length << QUALITY | (hasValue ? VALUE : 0) | (hasQuality ? QUALITY : 0);
        fields[tail + 2] = value;
        fields[tail + 3] = quality;
        tail += FIELDS;
    }

    private void makeRoom() {
        if (head > fields.length / 2) {
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

    /** As many as there is room for. */
    void moveTo(ByteBuffer out) {
        int count = FIELDS * Math.min((tail - head) / FIELDS, out.remaining() / SIZE);
        out.asLongBuffer().put(fields, head, count);
        out.position(out.position() + count * Long.BYTES);
        head += count;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }

    /** Takes as many as are there whole, and no more than that; tells how many. */
    int takeFrom(ByteBuffer in, int most) {
        int count = Math.min(most, in.remaining() / SIZE);
        if (head == tail) {
            head = 0;
            tail = 0;
        }
        while (fields.length - tail < count * FIELDS) {
            fields = Arrays.copyOf(fields, 2 * fields.length);
        }
        in.asLongBuffer().get(fields, tail, count * FIELDS);
        in.position(in.position() + count * SIZE);
        tail += count * FIELDS;
        return count;
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
        return fields[current + 1] >> QUALITY;
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
