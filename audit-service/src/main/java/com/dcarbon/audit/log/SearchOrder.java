// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/** Which end of the log comes first; entries of the same instant are in the order of their ids. */
public enum SearchOrder {
    NEWEST_FIRST("desc", "<"),
    OLDEST_FIRST("asc", ">");

    private final String direction;
    private final String beyond;

    SearchOrder(String direction, String beyond) {
        this.direction = direction;
        this.beyond = beyond;
    }

    /** @throws ProblemException {@code invalid_request} if the log cannot be sorted like this */
    public static SearchOrder of(@Nullable String sort) {
        return switch (sort == null ? "" : sort) {
            case "", "-timestamp" -> NEWEST_FIRST;
            case "timestamp" -> OLDEST_FIRST;
            default -> throw ProblemException.invalidField("sort", "must be timestamp or -timestamp");
        };
    }

    /** For {@code order by}. */
    String direction() {
        return direction;
    }

    /** How a later entry of the list compares with an earlier one. */
    String beyond() {
        return beyond;
    }
}
