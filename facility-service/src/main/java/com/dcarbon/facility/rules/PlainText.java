// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.regex.Pattern;

/**
 * Text that people type into one line. Whatever it says, it stays text; but what cannot be seen or stored, or turns the
 * direction of what is around it, is refused.
 */
public final class PlainText {
    /** Matches text without control characters, line breaks, halves of characters and bidirectional overrides. */
    public static final String PATTERN = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*";
    /** What is said of other text. */
    public static final String MESSAGE = "must not hold control characters";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private PlainText() {}

    static boolean is(String text) {
        return COMPILED.matcher(text).matches();
    }
}
