// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The log's tables, to which this service's role can only append, and only by the database's own function. */
@Repository
public class AuditEntries {
    private static final int AT_ONCE = 1_000;
    private static final String NOTHING = "{}";
    private static final TypeReference<Map<String, @Nullable Object>> DETAILS = new TypeReference<>() {
    };
    private static final String APPEND = """
            select append_audit_entry(:id, :event_type, :occurred_at, :user_id, :facility_id, :authorization_id, :details,
                                      :recorded_at, :ip_address, :personal)""";

    private final DatabaseClient database;
    private final SearchLimits limits;
    private final SearchSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    AuditEntries(DatabaseClient database, SearchLimits limits, SearchSettings settings, JsonMapper json, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** An entry whose id is there already is the same one, told twice. */
    Mono<Void> append(UUID id, AuditRecord audited) {
        PersonalDetails details = PersonalDetails.of(audited.details());
        return database.sql(APPEND)
                .bind("id", id)
                .bind("event_type", audited.eventType())
                .bind("occurred_at", audited.timestamp())
                .bind("user_id", audited.userId())
                .bind("facility_id", nullable(audited.facilityId(), UUID.class))
                .bind("authorization_id", nullable(audited.authorizationId(), UUID.class))
                .bind("details", json.writeValueAsString(details.facts()))
                .bind("recorded_at", clock.instant())
                .bind("ip_address", nullable(audited.ipAddress(), String.class))
                .bind("personal", json.writeValueAsString(details.personal()))
                .then();
    }

    /** @return fails with {@code search_too_broad} if the database cannot find the page in time */
    Mono<Page<AuditEntry>> find(AuditSearch search, SearchOrder order, PageRequest page) {
        return find(search, order, page, settings.statementTimeout());
    }

    /**
     * The next thousand of all that is found.
     *
     * @param cursor of the thousand before; null for the first
     * @return fails with {@code search_too_broad} if the database cannot find them in time
     */
    public Mono<Page<AuditEntry>> next(AuditSearch search, SearchOrder order, @Nullable String cursor) {
        return find(search, order, new PageRequest(AT_ONCE, cursor), settings.exportTimeout());
    }

    private Mono<Page<AuditEntry>> find(AuditSearch search, SearchOrder order, PageRequest page, Duration timeout) {
        String cursor = page.cursor();
        var query = new SearchSql(search, order, cursor == null ? null : Cursor.decode(cursor, 2));
        var sql = database.sql(query.sql()).bind("limit", page.limit() + 1);
        for (SearchSql.Condition condition : query.parameters()) {
            sql = sql.bind(condition.parameter(), condition.value());
        }
        return limits.within(timeout, sql.map(this::entry).all().collectList())
                .map(rows -> Page.of(rows, page.limit(), last -> Cursor.of(last.timestamp(), last.id())));
    }

    private AuditEntry entry(Readable row) {
        return new AuditEntry(required(row, "id", UUID.class), required(row, "event_type", String.class),
                required(row, "occurred_at", Instant.class), required(row, "user_id", String.class),
                row.get("facility_id", UUID.class), row.get("authorization_id", UUID.class),
                row.get("ip_address", String.class),
                details(required(row, "details", String.class), row.get("personal", String.class)));
    }

    private String details(String facts, @Nullable String personal) {
        return personal == null || personal.equals(NOTHING)
                ? facts
                : json.writeValueAsString(new PersonalDetails(json.readValue(facts, DETAILS),
                        json.readValue(personal, DETAILS)).whole());
    }

    private static <T> Parameter nullable(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
