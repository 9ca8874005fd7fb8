// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** Authorizations whose record at the utility is to be read back. */
@Repository
public class Checks {
    private static final Duration MOMENT = Duration.ofMinutes(1);
    /** Whoever works on the row loses it, since what it reads may be older than this notification. */
    private static final String ADD = """
            insert into authorization_checks (authorization_id, since, next_attempt)
            values (:authorization_id, :now, :now)
            on conflict (authorization_id) do update set
                attempts = 0, next_attempt = excluded.next_attempt, lease_id = null, leased_until = null""";
    /**
     * What is to be read sooner is read then. Whoever reads just now loses the row, since that may be older than what is to
     * be looked for.
     */
    private static final String ADD_LATER = """
            insert into authorization_checks as known (authorization_id, since, next_attempt)
            values (:authorization_id, :now, :later)
            on conflict (authorization_id) do update set
                next_attempt = case when known.lease_id is null then least(known.next_attempt, excluded.next_attempt)
                                    else excluded.next_attempt end,
                lease_id = null, leased_until = null""";
    private static final String ADD_EXPIRED = """
            insert into authorization_checks (authorization_id, since, next_attempt)
            select id, :now, :now from authorizations where status = 'authorized' and expires_at <= :now
            on conflict do nothing""";
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
    private final Clock clock;

    Checks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A check that its holder alone makes for a while.
     *
     * @param attempts how many there were, this one included
     */
    public record Claimed(UUID authorizationId, UUID lease, int attempts) {}

    public Mono<Void> add(UUID authorizationId, Instant now) {
        return database.sql(ADD).bind("authorization_id", authorizationId).bind("now", now).then();
    }

    /**
     * The record of new tokens, after a moment: some utilities show it only then. It tells when the consent ends, and that
     * the tokens are good.
     */
    Mono<Void> addLater(UUID authorizationId) {
        Instant now = clock.instant();
        return database.sql(ADD_LATER).bind("authorization_id", authorizationId).bind("now", now)
                .bind("later", now.plus(MOMENT)).then();
    }

    /** All records whose consent is over by what the utility said when it was last asked; whether there were any. */
    public Mono<Boolean> addExpired() {
        return Mono.defer(() -> database.sql(ADD_EXPIRED).bind("now", clock.instant()).fetch().rowsUpdated())
                .map(rows -> rows > 0);
    }

    /** One that is due, or empty. */
    public Mono<Claimed> claim(Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM).bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> new Claimed(required(row, "authorization_id", UUID.class), lease,
                        required(row, "attempts", Integer.class)))
                .one();
    }

    /** False if another one has it by now. */
    public Mono<Boolean> postpone(Claimed check, Instant next) {
        return changed(database.sql(POSTPONE).bind("next_attempt", next), check);
    }

    /** False if another one has it by now. */
    public Mono<Boolean> done(Claimed check) {
        return changed(database.sql(DONE), check);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Claimed check) {
        return sql.bind("authorization_id", check.authorizationId()).bind("lease", check.lease()).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }
}
