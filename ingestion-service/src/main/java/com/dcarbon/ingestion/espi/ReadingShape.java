// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Arrays;

/**
 * How the last reading was written, but for its numbers and texts: what stands before, between and behind them. The next one is
 * mostly written to the letter like it, and a comparison of bytes is much quicker than a look at each tag.
 */
final class ReadingShape {
    private static final int MOST_PARTS = 16;
    private static final int NONE = -1;

    private final byte[] bytes;
    private final Field[] fields = new Field[MOST_PARTS];
    private final int[] mostDigits = new int[MOST_PARTS];
    private final byte[][] literals = new byte[MOST_PARTS + 1][];
    private final int[] begins = new int[MOST_PARTS + 1];
    private final int[] ends = new int[MOST_PARTS + 1];
    private int parts;
    private int learning;
    private int lines;

    /** What stands in a gap of the shape. */
    enum Field {
        QUALITY,
        START,
        DURATION,
        VALUE,
        /** Nothing that matters: plain text. */
        TEXT
    }

    ReadingShape(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many gaps it has; 0 if it is not known. */
    int parts() {
        return parts;
    }

    Field field(int part) {
        return fields[part];
    }

    int mostDigits(int part) {
        return mostDigits[part];
    }

    int lines() {
        return lines;
    }

    /** Where what stands before that gap ends, if it is there; the last is what stands behind all of them. */
    int literal(int part, int at) {
        byte[] literal = literals[part];
        int end = at + literal.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, literal, 0, literal.length) ? end : NONE;
    }

    /** A reading of another shape begins there. */
    void learn(int from) {
        parts = 0;
        learning = 0;
        begins[0] = from;
    }

    /** It has a gap there. */
    void learn(Field field, int most, int from, int end) {
        if (end < 0 || learning == MOST_PARTS) {
            learning = MOST_PARTS;
            return;
        }
        fields[learning] = field;
        mostDigits[learning] = most;
        ends[learning] = from;
        begins[++learning] = end;
    }

    /** It ends there, or is none, if that is less than 0. */
    void learned(int end, int linesOfIt) {
        if (end < 0 || learning == 0 || learning == MOST_PARTS) {
            return;
        }
        ends[learning] = end;
        for (int i = 0; i <= learning; i++) {
            literals[i] = Arrays.copyOfRange(bytes, begins[i], ends[i]);
        }
        parts = learning;
        lines = linesOfIt;
    }
}
