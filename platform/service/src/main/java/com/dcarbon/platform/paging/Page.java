// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.paging;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The page of the rows found when one more than the limit was asked for.
     *
     * @param rows at most {@code limit + 1}, in the order of the list
     * @param keys the sort key of a row, from which the next page starts
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> keys) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, keys.apply(items.getLast()).encoded());
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), nextCursor);
    }
}
