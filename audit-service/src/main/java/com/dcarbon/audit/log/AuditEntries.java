// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The log's table, which itself refuses every change and deletion. */
@Repository
class AuditEntries {
    private static final String APPEND = """
            insert into audit_entries
                (id, event_type, occurred_at, user_id, facility_id, authorization_id, ip_address, details, recorded_at)
            values (:id, :event_type, :occurred_at, :user_id, :facility_id, :authorization_id, :ip_address, :details,
                    :recorded_at)
            on conflict (id) do nothing""";
    private static final String SEARCH = """
            select id, event_type, occurred_at, user_id, facility_id, authorization_id, ip_address, details
            from audit_entries
            where %s
            order by occurred_at %s, id %2$s
            limit :limit""";

    private final DatabaseClient database;
    private final Clock clock;

    AuditEntries(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An entry whose id is there already is the same one, told twice. */
    Mono<Void> append(AuditEntry entry) {
        return database.sql(APPEND)
                .bind("id", entry.id())
                .bind("event_type", entry.eventType())
                .bind("occurred_at", entry.timestamp())
                .bind("user_id", entry.userId())
                .bind("facility_id", nullable(entry.facilityId(), UUID.class))
                .bind("authorization_id", nullable(entry.authorizationId(), UUID.class))
                .bind("ip_address", nullable(entry.ipAddress(), String.class))
                .bind("details", entry.details())
                .bind("recorded_at", clock.instant())
                .then();
    }

    Mono<Page<AuditEntry>> find(AuditSearch search, SearchOrder order, PageRequest page) {
        List<Condition> conditions = conditions(search);
        String cursor = page.cursor();
        if (cursor != null) {
            conditions.addAll(after(Cursor.decode(cursor, 2), order));
        }
        var sql = database.sql(SEARCH.formatted(joined(conditions), order.direction())).bind("limit", page.limit() + 1);
        for (Condition condition : conditions) {
            sql = sql.bind(condition.parameter(), condition.value());
        }
        return sql.map(AuditEntries::entry).all().collectList().map(rows -> Page.of(rows, page.limit(),
                last -> Cursor.of(last.timestamp(), last.id())));
    }

    private static List<Condition> conditions(AuditSearch search) {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, "event_type = :event_type", "event_type", search.eventType());
        add(conditions, "facility_id = :facility_id", "facility_id", search.facilityId());
        add(conditions, "authorization_id = :authorization_id", "authorization_id", search.authorizationId());
        add(conditions, "user_id = :user_id", "user_id", search.userId());
        add(conditions, "occurred_at >= :from", "from", search.from());
        add(conditions, "occurred_at < :to", "to", search.to());
        String q = search.q();
        add(conditions, "words ilike :q", "q", q == null ? null : "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return conditions;
    }

    private static void add(List<Condition> conditions, String sql, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, parameter, value));
        }
    }

    private static List<Condition> after(Cursor cursor, SearchOrder order) {
        return List.of(
                new Condition("(occurred_at, id) %s (:after_time, :after_id)".formatted(order.beyond()), "after_time",
                        cursor.instant(0)),
                new Condition("true", "after_id", cursor.uuid(1)));
    }

    private static String joined(List<Condition> conditions) {
        return conditions.isEmpty()
                ? "true"
                : String.join(" and ", conditions.stream().map(Condition::sql).toList());
    }

    private static AuditEntry entry(Readable row) {
        return new AuditEntry(required(row, "id", UUID.class), required(row, "event_type", String.class),
                required(row, "occurred_at", Instant.class), required(row, "user_id", String.class),
                row.get("facility_id", UUID.class), row.get("authorization_id", UUID.class),
                row.get("ip_address", String.class), required(row, "details", String.class));
    }

    private static <T> Parameter nullable(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    /** One part of the where clause with its parameter. */
    private record Condition(String sql, String parameter, Object value) {}
}
