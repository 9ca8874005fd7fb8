// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

/** A cell of text in a CSV file. Numbers and moments, which may begin with a minus sign, are none. */
final class CsvCell {
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private CsvCell() {}

    /** Quoted where it must be; what a spreadsheet would take for a formula has an apostrophe before it. */
    static String of(String text) {
        String harmless = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(character -> "\",\r\n".indexOf(character) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
