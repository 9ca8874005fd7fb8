// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.paging;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/**
 * Which page of a list is asked for.
 *
 * @param limit how many items at most
 * @param cursor where the last page ended, or null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {
    /** The contract's limits for lists. */
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** @throws ProblemException {@code invalid_request} if the limit is not between 1 and 500 */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return of(limit, cursor, DEFAULT_LIMIT, MAX_LIMIT);
    }

    /** @throws ProblemException {@code invalid_request} if the limit is not between 1 and the largest allowed */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor, int defaultLimit, int maxLimit) {
        int wanted = limit == null ? defaultLimit : limit;
        if (wanted < 1 || wanted > maxLimit) {
            throw ProblemException.invalidField("limit", "must be between 1 and " + maxLimit);
        }
        return new PageRequest(wanted, cursor == null || cursor.isEmpty() ? null : cursor);
    }
}
