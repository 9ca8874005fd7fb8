// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

/** Makes words that people chose fit for a line of text: no line breaks (a mail header ends at one), no endless names. */
public final class PlainText {
    private static final int LONGEST = 400;
    /** Control characters, line ends, and what turns the direction in which the rest of the line is read. */
    private static final String NO_TEXT = "[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+";

    private PlainText() {}

    /** @return the words on one line, of at most 400 characters */
    public static String of(String words) {
        String line = words.replaceAll(NO_TEXT, " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
