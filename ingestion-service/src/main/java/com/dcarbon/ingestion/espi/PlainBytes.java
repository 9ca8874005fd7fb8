// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/**
 * Steps over the smallest parts of what is written plainly. Each step tells where it ends, or -1 if it cannot be taken; it
 * cannot either if the one before could not. Zeros follow the bytes, so that no step has to look where they end.
 */
final class PlainBytes {
    static final int LONGEST_TEXT = 64;

    private static final int NONE = -1;

    private final byte[] bytes;
    private int lines;
    private long number;

    PlainBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many line ends it has stepped over. */
    int lines() {
        return lines;
    }

    void countLinesFrom(int count) {
        lines = count;
    }

    /** The last number. */
    long number() {
        return number;
    }

    int blanks(int from) {
        if (from < 0) {
            return NONE;
        }
        int at = from;
        while (true) {
            byte b = bytes[at];
            if (b == '\n') {
                lines++;
            } else if (b != ' ' && b != '\t' && b != '\r') {
                return at;
            }
            at++;
        }
    }

    int after(byte[] tag, int at) {
        if (at < 0) {
            return NONE;
        }
        for (int i = 1; i < tag.length; i++) {
            if (bytes[at + i] != tag[i]) {
                return NONE;
            }
        }
        return bytes[at] == '<' ? at + tag.length : NONE;
    }

    int digits(int from, int most) {
        if (from < 0) {
            return NONE;
        }
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long found = 0;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9 && at - first <= most; digit = bytes[++at] - '0') {
            found = 10 * found + digit;
        }
        number = negative ? -found : found;
        return at == first || at - first > most ? NONE : at;
    }

    int text(int from) {
        if (from < 0) {
            return NONE;
        }
        int end = from;
        while (end < from + LONGEST_TEXT && isPlainText(bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean isPlainText(byte b) {
        return b >= ' ' && b <= 'z' && b != '<' && b != '&' && b != '>';
    }
}
