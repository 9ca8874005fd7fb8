// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

/** Makes words that people chose fit for a line of text: no line breaks (a mail header ends at one), no endless names. */
public final class PlainText {
    private static final int LONGEST = 400;

    private PlainText() {}

    /** @return the words on one line, of at most 400 characters */
    public static String of(String words) {
        // Format characters (Cf) could turn the direction in which the rest of the line is read.
        String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
