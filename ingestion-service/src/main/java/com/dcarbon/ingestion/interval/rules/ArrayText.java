// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

/**
 * Walks over an array of whole numbers in Postgres's text form, <code>{66,NULL,-3}</code>, without making an object of
 * each.
 */
final class ArrayText {
    private static final int RADIX = 10;

    private final String text;
    private int position;
    private boolean isNull;
    private long value;

    ArrayText(String text) {
        this.text = text;
        if (text.length() < 2 || text.charAt(0) != '{') {
            throw malformed();
        }
    }

    /** Whether there is a further element, which {@link #isNull} and {@link #value} then tell. */
    boolean next() {
        position++;
        if (position >= text.length() || (position == 1 && text.charAt(position) == '}')) {
            return false;
        }
        isNull = text.charAt(position) == 'N';
        if (isNull) {
            position += "NULL".length();
        } else {
            number();
        }
        char after = text.charAt(position);
        if (after != ',' && after != '}') {
            throw malformed();
        }
        return true;
    }

    private void number() {
        boolean negative = text.charAt(position) == '-';
        if (negative) {
            position++;
        }
        int first = position;
        // Kept below zero, where the smallest number has its place.
        long read = 0;
        for (int digit; (digit = text.charAt(position) - '0') >= 0 && digit < RADIX; position++) {
            read = read * RADIX - digit;
        }
        if (position == first) {
            throw malformed();
        }
        value = negative ? read : -read;
    }

    boolean isNull() {
        return isNull;
    }

    long value() {
        return value;
    }

    private static IllegalStateException malformed() {
        return new IllegalStateException("not a list of numbers");
    }
}
