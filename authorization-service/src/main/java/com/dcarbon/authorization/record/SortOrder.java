// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

/** What a list is sorted by; entries with the same value are in the order of their ids. */
record SortOrder(Field by, boolean descending) {

    /** The sortable columns, each with an expression that is never null and that an index has to the letter. */
    enum Field {
        CREATED_AT("a.created_at", true),
        /** What was never synchronised counts as the oldest. */
        LAST_SYNC("coalesce(a.last_sync, timestamptz 'epoch')", true),
        LAST_ATTEMPT_AT("a.last_attempt_at", true),
        STATUS("a.status", false),
        METHOD("a.method", false),
        UTILITY("a.provider_name", false),
        /** Without regard to case. */
        USER("lower(coalesce(a.user_name, a.user_id))", false);

        private final String expression;
        private final boolean time;

        Field(String expression, boolean time) {
            this.expression = expression;
            this.time = time;
        }

        String expression() {
            return expression;
        }

        String parameter() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @throws ProblemException {@code invalid_request} if the list cannot be sorted like this */
    static SortOrder of(@Nullable String sort) {
        String wanted = sort == null || sort.isEmpty() ? "-created_at" : sort;
        boolean descending = wanted.startsWith("-");
        String name = descending ? wanted.substring(1) : wanted;
        return Arrays.stream(Field.values())
                .filter(field -> field.parameter().equals(name))
                .findFirst()
                .map(field -> new SortOrder(field, descending))
                .orElseThrow(() -> ProblemException.invalidField("sort", "must be one of " + names()
                        + ", with - before it for descending"));
    }

    String direction() {
        return descending ? "desc" : "asc";
    }

    /** How a later entry of the list compares with an earlier one. */
    String beyond() {
        return descending ? "<" : ">";
    }

    /** The value in a cursor, as the column's type. */
    Object value(Cursor cursor) {
        if (!cursor.text(0).equals(name())) {
            throw new ProblemException(CommonProblem.INVALID_CURSOR, "The cursor belongs to another order.");
        }
        return by.time ? cursor.instant(1) : cursor.text(1);
    }

    /** The cursor behind an entry with that value. */
    Cursor cursor(Object value, Object id) {
        return Cursor.of(name(), value, id);
    }

    /** The Java type of the sorted column. */
    Class<?> type() {
        return by.time ? Instant.class : String.class;
    }

    private String name() {
        return (descending ? "-" : "") + by.parameter();
    }

    private static String names() {
        return Arrays.stream(Field.values()).map(Field::parameter).collect(Collectors.joining(", "));
    }
}
