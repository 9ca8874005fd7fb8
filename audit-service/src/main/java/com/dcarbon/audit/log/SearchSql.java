// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.paging.Cursor;

/** A page of entries as SQL: keyset paging over the index of the filter, newest or oldest first. */
final class SearchSql {
    private static final String PAGE = """
            select e.id, e.event_type, e.occurred_at, e.user_id, e.facility_id, e.authorization_id, p.ip_address, e.details,
                   p.details as personal
            from audit_entries e left join audit_personal p on p.entry_id = e.id
            where %s
            order by e.occurred_at %s, e.id %2$s
            limit :limit""";
    /** Each branch has an index of its own, which an "or" over two tables would have not. */
    private static final String EITHER = """
            (%s) union (%s)
            order by occurred_at %s, id %3$s
            limit :limit""";

    private final List<Condition> conditions;
    private final SearchOrder order;
    private final boolean text;

    /** @param after the last entry that was seen: time and id */
    SearchSql(AuditSearch search, SearchOrder order, @Nullable Cursor after) {
        this.conditions = conditions(search);
        this.order = order;
        this.text = search.q() != null;
        if (after != null) {
            conditions.add(new Condition("(e.occurred_at, e.id) %s (:after_time, :after_id)".formatted(order.beyond()),
                    "after_time", after.instant(0)));
            conditions.add(new Condition("true", "after_id", after.uuid(1)));
        }
    }

    /** One part of the where clause with its parameter. */
    record Condition(String sql, String parameter, Object value) {}

    /** What is to be bound besides {@code :limit}. */
    List<Condition> parameters() {
        return conditions;
    }

    String sql() {
        return text
                ? EITHER.formatted(page("e.words"), page("p.words"), order.direction())
                : page("e.words");
    }

    private String page(String words) {
        List<String> where = new ArrayList<>(List.of("true"));
        conditions.forEach(condition -> where.add(condition.sql().replace("words", words)));
        return PAGE.formatted(String.join(" and ", where), order.direction());
    }

    private static List<Condition> conditions(AuditSearch search) {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, "e.event_type = :event_type", "event_type", search.eventType());
        add(conditions, "e.facility_id = :facility_id", "facility_id", search.facilityId());
        add(conditions, "e.authorization_id = :authorization_id", "authorization_id", search.authorizationId());
        add(conditions, "e.user_id = :user_id", "user_id", search.userId());
        add(conditions, "p.ip_address = :ip_address", "ip_address", search.ipAddress());
        add(conditions, "e.occurred_at >= :from", "from", search.from());
        add(conditions, "e.occurred_at < :to", "to", search.to());
        String q = search.q();
        add(conditions, "words ilike :q", "q", q == null ? null : "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return conditions;
    }

    private static void add(List<Condition> conditions, String sql, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, parameter, value));
        }
    }
}
