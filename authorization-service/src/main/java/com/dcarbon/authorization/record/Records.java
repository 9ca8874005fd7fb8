// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import static com.dcarbon.authorization.columns.Columns.required;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.record.RecordFilter.Condition;
import com.dcarbon.platform.database.StatementTimeout;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Authorizations together with their facilities, for reading; each caller finds only what is theirs. */
@Repository
public class Records {
    private final DatabaseClient database;
    private final SearchLimits limits;
    private final TransactionalOperator tx;

    Records(DatabaseClient database, SearchLimits limits, TransactionalOperator tx) {
        this.database = database;
        this.limits = limits;
        this.tx = tx;
    }

    /** @return fails with {@code query_too_broad} if the database cannot find the page in time */
    Mono<Page<AuthorizationItem>> search(RecordFilter filter, SortOrder order, PageRequest page, Caller caller) {
        List<Condition> conditions = filter.conditions();
        String cursor = page.cursor();
        if (cursor != null) {
            Cursor after = Cursor.decode(cursor, 3);
            conditions.add(new Condition("(%s, a.id) %s (:after_value, :after_id)".formatted(
                    order.by().expression(), order.beyond()), "after_value", order.value(after)));
            conditions.add(new Condition("true", "after_id", after.uuid(2)));
        }
        return limits.impose()
                .thenMany(select(conditions, order, page.limit() + 1, caller).map(row -> found(row, order)).all())
                .collectList()
                .as(tx::transactional)
                .onErrorMap(StatementTimeout::isExceeded, _ -> limits.tooBroad())
                .map(rows -> Page.of(rows, page.limit(), last -> order.cursor(last.sortValue(), last.item().id()))
                        .map(Found::item));
    }

    /** The record, or empty if the caller may not see it. */
    public Mono<AuthorizationItem> find(UUID id, Caller caller) {
        return one(id, caller).map(RecordRows::item).one();
    }

    /** Whether the caller may revoke it, or empty if the caller may not see it. */
    public Mono<Boolean> mayRevoke(UUID id, Caller caller) {
        return one(id, caller).map(row -> required(row, "may_revoke", Boolean.class)).one();
    }

    private GenericExecuteSpec one(UUID id, Caller caller) {
        return select(List.of(new Condition("a.id = :id", "id", id)), SortOrder.of(null), 1, caller);
    }

    private GenericExecuteSpec select(List<Condition> conditions, SortOrder order, int limit, Caller caller) {
        var sql = database.sql(RecordSql.page(caller.isAdmin(), conditions, order))
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

    private record Found(AuthorizationItem item, Object sortValue) {}
}
