// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.csv;

import java.util.regex.Pattern;

/**
 * A cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV
 * Injection): also inside of a cell, behind what spreadsheets of other languages take for the end of a field. These do not
 * see the quotes of a field that is not their own, so that quotes alone keep nothing together.
 */
public final class CsvCell {
    /** Where a field begins for one reader or another, and what begins a formula there, in full width too. */
    private static final Pattern FORMULA = Pattern.compile("(^|[;|\t\r\n])([\\s\\p{Z}\"]*)([=+\\-@＝＋－＠])");
    /** A tab or line break in front is swallowed by some, so that what follows begins the field. */
    private static final Pattern BLANK_START = Pattern.compile("^[\t\r\n]");
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

    private CsvCell() {}

    /** Quoted where it must be, and the same to a reader; a number stays one. */
    public static String of(String text) {
        String harmless = harmless(text);
        return harmless.chars().anyMatch(character -> "\",;|\t\r\n".indexOf(character) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }

    private static String harmless(String text) {
        if (NEGATIVE_NUMBER.matcher(text).matches()) {
            return text;
        }
        String inside = FORMULA.matcher(text).replaceAll("$1$2'$3");
        return BLANK_START.matcher(inside).find() ? "'" + inside : inside;
    }
}
