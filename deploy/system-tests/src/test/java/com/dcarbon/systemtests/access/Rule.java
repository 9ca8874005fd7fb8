// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of the page: a call, and what everybody gets for an answer.
 *
 * @param part what serves it, as the page's heading names it
 * @param template the path as the API document has it
 * @param with what the call says: a query, a header, a body
 * @param letIn what it answers to who may
 */
record Rule(String part, String method, String template, List<String> with, Expected letIn,
        Map<Visitor, String> cells) {
    private static final List<String> YES = List.of("yes", "own", "all");
    private static final String UNASKED = "(yes)";

    /** As the API document has it. */
    String operation() {
        return method + " " + template;
    }

    /** Empty where the call would take effect; the page says which call that was. */
    Optional<Expected> expectedBy(Visitor visitor) {
        String cell = cell(visitor);
        if (cell.equals(UNASKED)) {
            return Optional.empty();
        }
        return Optional.of(YES.contains(cell) ? letIn : Expected.of(cell));
    }

    boolean letsIn(Visitor visitor) {
        return YES.contains(cell(visitor));
    }

    private String cell(Visitor visitor) {
        return Objects.requireNonNull(cells.get(visitor), visitor::column);
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(part, operation(), String.join(" ", with)).strip();
    }
}
