// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the document: a table under a heading.
 *
 * @param columns the heads of the columns
 * @param widths how wide the columns are on a page, relative to each other
 * @param rows each as long as {@code columns}
 * @param note what is said instead of an empty table, or null
 */
record Section(String title, List<String> columns, List<Integer> widths, List<List<String>> rows,
        @Nullable String note) {
    private static final String UNAVAILABLE = "Not available: the service that knows this did not answer when the "
            + "document was made.";

    /** Facts, one a row. */
    static Section facts(String title, List<List<String>> facts) {
        return new Section(title, List.of("Field", "Value"), List.of(25, 75), facts, null);
    }

    /** @param empty what is said if there are no rows */
    static Section table(String title, List<String> columns, List<Integer> widths, List<List<String>> rows,
            String empty) {
        return new Section(title, columns, widths, rows, rows.isEmpty() ? empty : null);
    }

    static Section unavailable(String title) {
        return saying(title, UNAVAILABLE);
    }

    static Section saying(String title, String note) {
        return new Section(title, List.of(), List.of(), List.of(), note);
    }
}
