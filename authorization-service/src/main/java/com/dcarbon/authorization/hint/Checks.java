// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** Authorizations whose record at the utility is to be read back. */
@Repository
class Checks {
    /** Whoever works on the row loses it, since what it reads may be older than this notification. */
    private static final String ADD = """
            insert into authorization_checks (authorization_id, since, next_attempt)
            values (:authorization_id, :now, :now)
            on conflict (authorization_id) do update set
                attempts = 0, next_attempt = excluded.next_attempt, lease_id = null, leased_until = null""";
    private static final String CLAIM = """
            update authorization_checks set lease_id = :lease, leased_until = :until, attempts = attempts + 1
            where authorization_id = (
                select authorization_id from authorization_checks
                where next_attempt <= :now and (leased_until is null or leased_until <= :now)
                order by next_attempt limit 1 for update skip locked)
            returning authorization_id, attempts""";
    private static final String POSTPONE = """
            update authorization_checks set next_attempt = :next_attempt, lease_id = null, leased_until = null
            where authorization_id = :authorization_id and lease_id = :lease""";
    private static final String DONE = """
            delete from authorization_checks where authorization_id = :authorization_id and lease_id = :lease""";

    private final DatabaseClient database;

    Checks(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A check that its holder alone makes for a while.
     *
     * @param attempts how many there were, this one included
     */
    record Claimed(UUID authorizationId, UUID lease, int attempts) {}

    Mono<Void> add(UUID authorizationId, Instant now) {
        return database.sql(ADD).bind("authorization_id", authorizationId).bind("now", now).then();
    }

    /** One that is due, or empty. */
    Mono<Claimed> claim(Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM).bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> new Claimed(required(row, "authorization_id", UUID.class), lease,
                        required(row, "attempts", Integer.class)))
                .one();
    }

    /** False if another one has it by now. */
    Mono<Boolean> postpone(Claimed check, Instant next) {
        return changed(database.sql(POSTPONE).bind("next_attempt", next), check);
    }

    /** False if another one has it by now. */
    Mono<Boolean> done(Claimed check) {
        return changed(database.sql(DONE), check);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Claimed check) {
        return sql.bind("authorization_id", check.authorizationId()).bind("lease", check.lease()).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }
}
