// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.record.RecordFilter.Condition;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Authorizations together with their facilities, for reading; each caller finds only what is theirs. */
@Repository
class Records {
    /** An administrator sees all; others what belongs to a facility of theirs. */
    private static final String VISIBLE = """
            (:admin or not f.discarded and (f.owner_id = :me or f.operator_id = :me and f.operator_status = 'accepted')
             or f.facility_id is null and a.user_id = :me)""";
    private static final String SEARCH = """
            select a.id, a.facility_id, f.name as facility_name, a.provider_id, a.provider_name, a.method, a.status,
                   a.user_id, a.user_name, a.user_email, a.created_at, a.last_sync, a.last_attempt_at, a.failure_code,
                   coalesce(%4$s, false) as may_authorize, %5$s as may_revoke, %1$s as sort_value
            from authorizations a left join facilities f on f.facility_id = a.facility_id
            where %2$s
            order by sort_value %3$s, a.id %3$s
            limit :limit""";
    private static final String MAY_AUTHORIZE = """
            (not f.discarded and (f.owner_id = :me and f.owner_role <> 'owner' or f.operator_id = :me
             and f.operator_status = 'accepted' and f.owner_role = 'owner'))""";
    /** Besides, the owner who left the authorizing to an operator; and whoever began while no facility is known here. */
    private static final String MAY_REVOKE = "(:admin or f.facility_id is null or f.owner_id = :me or "
            + MAY_AUTHORIZE + ")";
    private static final String REST = """
            select auth_id, attempt, authorized_at, failure_code, failure_message, failure_action, failure_retryable
            from authorizations where id = :id""";
    private static final String TIMELINE = """
            select step, occurred_at, attempt, actor_id, actor_name, by_admin, code, ip_address
            from authorization_steps
            where authorization_id = :id order by occurred_at, id""";

    private final DatabaseClient database;

    Records(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page<AuthorizationItem>> search(RecordFilter filter, SortOrder order, PageRequest page, Caller caller) {
        List<Condition> conditions = filter.conditions();
        String cursor = page.cursor();
        if (cursor != null) {
            Cursor after = Cursor.decode(cursor, 3);
            conditions.add(new Condition("(%s, a.id) %s (:after_value, :after_id)".formatted(
                    order.by().expression(), order.beyond()), "after_value", order.value(after)));
            conditions.add(new Condition("true", "after_id", after.uuid(2)));
        }
        return select(conditions, order, page.limit() + 1, caller)
                .map((Readable row) -> found(row, order))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), last -> order.cursor(last.sortValue(), last.item().id()))
                        .map(Found::item));
    }

    /** The record, or empty if the caller may not see it. */
    Mono<AuthorizationItem> find(UUID id, Caller caller) {
        return select(List.of(new Condition("a.id = :id", "id", id)), SortOrder.of(null), 1, caller)
                .map(RecordRows::item)
                .one();
    }

    /** Whether the caller may revoke it, or empty if the caller may not see it. */
    Mono<Boolean> mayRevoke(UUID id, Caller caller) {
        return select(List.of(new Condition("a.id = :id", "id", id)), SortOrder.of(null), 1, caller)
                .map(row -> required(row, "may_revoke", Boolean.class))
                .one();
    }

    Mono<AuthorizationDetail.Rest> rest(UUID id) {
        return database.sql(REST).bind("id", id).map(Records::restOf).one();
    }

    Mono<List<TimelineStep>> timeline(UUID id) {
        return database.sql(TIMELINE).bind("id", id).map(Records::step).all().collectList();
    }

    private GenericExecuteSpec select(List<Condition> conditions, SortOrder order, int limit, Caller caller) {
        String where = conditions.stream().map(condition -> condition.sql() + " and ").collect(Collectors.joining())
                + VISIBLE;
        var sql = database.sql(SEARCH.formatted(order.by().expression(), where, order.direction(), MAY_AUTHORIZE,
                MAY_REVOKE))
                .bind("admin", caller.isAdmin())
                .bind("me", caller.userId())
                .bind("limit", limit);
        for (Condition condition : conditions) {
            sql = sql.bind(condition.parameter(), condition.value());
        }
        return sql;
    }

    private static Found found(Readable row, SortOrder order) {
        return new Found(RecordRows.item(row), Objects.requireNonNull(row.get("sort_value", order.type())));
    }

    private static AuthorizationDetail.Rest restOf(Readable row) {
        return new AuthorizationDetail.Rest(row.get("auth_id", String.class), required(row, "attempt", Integer.class),
                row.get("authorized_at", Instant.class), failure(row));
    }

    private static @Nullable Failure failure(Readable row) {
        String code = row.get("failure_code", String.class);
        return code == null
                ? null
                : new Failure(code, required(row, "failure_message", String.class),
                        required(row, "failure_action", String.class),
                        required(row, "failure_retryable", Boolean.class));
    }

    private static TimelineStep step(Readable row) {
        return new TimelineStep(required(row, "step", String.class), required(row, "occurred_at", Instant.class),
                required(row, "attempt", Integer.class),
                new TimelineStep.Actor(required(row, "actor_id", String.class), row.get("actor_name", String.class)),
                row.get("code", String.class), row.get("ip_address", String.class),
                required(row, "by_admin", Boolean.class));
    }

    private record Found(AuthorizationItem item, Object sortValue) {}
}
