// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

/** Makes words that people chose fit for a line of text: no line breaks (a mail header ends at one), no endless names. */
final class PlainText {
    private static final int LONGEST = 400;

    private PlainText() {}

    static String of(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
