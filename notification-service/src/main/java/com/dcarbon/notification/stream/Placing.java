// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.Objects;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

/**
 * Gives what was written its place in the stream, in whichever replica comes first. Transactions commit in another order
 * than they get their numbers, so a reader who remembered such a number would pass over what commits late. Here places
 * are given to committed rows only, by one replica at a time, and become visible in their order.
 */
@Component
class Placing {
    /** Says that something got its place; the payload is a person whom it may concern, or nobody in particular. */
    static final String PLACED = "changes_placed";
    private static final String LOCK = "select placed from change_log for update skip locked";
    private static final String PLACE = """
            with waiting as (select id, row_number() over (order by id) as nth
                             from (select id from changes where place is null order by id limit 500) first),
                 placed as (update changes c set place = :placed + waiting.nth
                            from waiting where c.id = waiting.id
                            returning c.facility_id, c.user_id),
                 counted as (update change_log set placed = placed + (select count(*) from placed)
                             where exists (select 1 from placed)),
                 concerned as (select user_id from placed where user_id is not null
                               union
                               select unnest(array[f.owner_id, f.operator_id])
                               from placed p join facilities f on f.id = p.facility_id
                               where p.user_id is null
                               union
                               select '' from placed)
            select pg_notify('changes_placed', user_id) from concerned where user_id is not null""";

    private final DatabaseClient database;
    private final TransactionalOperator tx;

    Placing(DatabaseClient database, TransactionalOperator tx) {
        this.database = database;
        this.tx = tx;
    }

    /** False if nothing waited, or another replica is at it. */
    Mono<Boolean> placeSome() {
        return database.sql(LOCK)
                .map(row -> Objects.requireNonNull(row.get("placed", Long.class)))
                .one()
                // A statement of its own: it sees what was committed until now, not until the lock was asked for.
                .flatMap(placed -> database.sql(PLACE).bind("placed", placed).map(_ -> true).all().count())
                .map(concerned -> concerned > 0)
                .as(tx::transactional)
                .defaultIfEmpty(false);
    }
}
