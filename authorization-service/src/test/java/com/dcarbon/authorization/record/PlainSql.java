// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.util.List;

import com.dcarbon.authorization.record.RecordFilter.Condition;

/** The statement of a list with its values in it, as one would type it into psql. */
public final class PlainSql {
    private PlainSql() {}

    /** What an administrator's first page of 50 runs; the filter's values are taken from the query. */
    public static String firstPage(String method, String status, String provider, String from, String to, String q,
            String sort) {
        var filter = new RecordFilter(nullable(method), nullable(status), nullable(provider), time(from), time(to),
                null, nullable(q)).checked();
        List<Condition> conditions = filter.conditions();
        String sql = RecordSql.page(true, conditions, SortOrder.of(sort));
        for (Condition condition : conditions) {
            sql = sql.replace(":" + condition.parameter(), "'" + condition.value() + "'");
        }
        return sql.replace(":admin", "true").replace(":me", "'admin'").replace(":limit", "51");
    }

    private static @org.jspecify.annotations.Nullable String nullable(String text) {
        return text.isEmpty() ? null : text;
    }

    private static java.time.@org.jspecify.annotations.Nullable Instant time(String text) {
        return text.isEmpty() ? null : java.time.Instant.parse(text);
    }
}
