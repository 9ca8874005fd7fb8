// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** The platform's own tokens, by their fingerprints, and the authorizations to be verified with a new one. */
@Repository
class PlatformTokens {
    private static final String SEE = """
            insert into platform_tokens (account, fingerprint, first_seen, last_seen, serves_since)
            values (:account, :fingerprint, :now, :now, :now)
            on conflict do nothing""";
    private static final String SEE_AGAIN = """
            update platform_tokens set last_seen = :now
            where account = :account and fingerprint = :fingerprint and last_seen <= :then""";
    private static final String TAKE_OVER = """
            update platform_tokens mine set serves_since = :now
            where account = :account and fingerprint = :fingerprint
              and exists (select 1 from platform_tokens later
                          where later.account = mine.account and later.serves_since > mine.serves_since)
              and not exists (select 1 from platform_tokens later
                              where later.account = mine.account and later.serves_since > mine.serves_since
                                and later.last_seen > :gone)""";
    private static final String SINCE = """
            select first_seen from platform_tokens where account = :account and fingerprint = :fingerprint""";
    private static final String IS_FIRST = """
            select count(*) = 1 as first from platform_tokens where account = :account""";
    private static final String VERIFY_ALL = """
            insert into platform_verifications (authorization_id, account, fingerprint, since, next_attempt)
            select id, :account, :fingerprint, :now, :now from authorizations
            where provider_id = any(:providers) and method = 'utility_api' and status = 'authorized'
            on conflict (authorization_id) do update set
                account = excluded.account, fingerprint = excluded.fingerprint, since = excluded.since, attempts = 0,
                next_attempt = excluded.next_attempt, told_at = null, lease_id = null, leased_until = null""";
    private static final String IS_ANY_DUE = """
            select exists (select 1 from platform_verifications
                where account = :account and fingerprint = :fingerprint and next_attempt <= :now
                  and (leased_until is null or leased_until <= :now)) as due""";
    private static final String CLAIM = """
            update platform_verifications set lease_id = :lease, leased_until = :until, attempts = attempts + 1
            where authorization_id = (
                select authorization_id from platform_verifications
                where account = :account and fingerprint = :fingerprint and next_attempt <= :now
                  and (leased_until is null or leased_until <= :now)
                order by next_attempt limit 1 for update skip locked)
            returning authorization_id, attempts, told_at""";
    private static final String POSTPONE = """
            update platform_verifications set
                next_attempt = :next, told_at = :told_at, lease_id = null, leased_until = null
            where authorization_id = :authorization_id and lease_id = :lease""";
    private static final String DONE = """
            delete from platform_verifications where authorization_id = :authorization_id and lease_id = :lease""";

    private final DatabaseClient database;

    PlatformTokens(DatabaseClient database) {
        this.database = database;
    }

    /**
     * An authorization that its holder alone verifies for a while.
     *
     * @param attempts how many there were, this one included
     * @param toldAt when people were told last that it does not work, or null
     */
    record Claimed(UUID authorizationId, UUID lease, int attempts, @Nullable Instant toldAt) {}

    /** Notes what is behind the account's reference; true if it was never seen before. */
    Mono<Boolean> see(String account, String fingerprint, Instant now) {
        return database.sql(SEE).bind("account", account).bind("fingerprint", fingerprint).bind("now", now)
                .fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** Notes now and then that one that is known is still there. */
    Mono<Void> seeAgain(String account, String fingerprint, Instant now, Instant then) {
        return database.sql(SEE_AGAIN).bind("account", account).bind("fingerprint", fingerprint).bind("now", now)
                .bind("then", then).then();
    }

    /** True for one that was put back: others have taken over since, and none of them was seen after that time. */
    Mono<Boolean> takeOver(String account, String fingerprint, Instant now, Instant gone) {
        return database.sql(TAKE_OVER).bind("account", account).bind("fingerprint", fingerprint).bind("now", now)
                .bind("gone", gone).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Mono<Instant> since(String account, String fingerprint) {
        return database.sql(SINCE).bind("account", account).bind("fingerprint", fingerprint)
                .map(row -> required(row, "first_seen", Instant.class)).one();
    }

    /** Whether the account has had one token only. */
    Mono<Boolean> isFirst(String account) {
        return database.sql(IS_FIRST).bind("account", account).map(row -> required(row, "first", Boolean.class)).one();
    }

    /** All authorizations of the account are to be read with that token; how many there are. */
    Mono<Long> verifyAll(PlatformAccount account, String fingerprint, Instant now) {
        return database.sql(VERIFY_ALL).bind("account", account.name()).bind("fingerprint", fingerprint)
                .bind("providers", account.providers().toArray(String[]::new)).bind("now", now)
                .fetch().rowsUpdated();
    }

    Mono<Boolean> isAnyDue(String account, String fingerprint, Instant now) {
        return database.sql(IS_ANY_DUE).bind("account", account).bind("fingerprint", fingerprint).bind("now", now)
                .map(row -> required(row, "due", Boolean.class)).one();
    }

    /** One that is due, or empty. Only who has that very token may read with it. */
    Mono<Claimed> claim(String account, String fingerprint, Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM).bind("account", account).bind("fingerprint", fingerprint).bind("lease", lease)
                .bind("now", now).bind("until", until)
                .map(row -> new Claimed(required(row, "authorization_id", UUID.class), lease,
                        required(row, "attempts", Integer.class), row.get("told_at", Instant.class)))
                .one();
    }

    /** False if another one has it by now. */
    Mono<Boolean> postpone(Claimed claimed, Instant next, @Nullable Instant toldAt) {
        return changed(database.sql(POSTPONE).bind("next", next).bind("told_at", nullable(toldAt, Instant.class)),
                claimed);
    }

    /** False if another one has it by now. */
    Mono<Boolean> done(Claimed claimed) {
        return changed(database.sql(DONE), claimed);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Claimed claimed) {
        return sql.bind("authorization_id", claimed.authorizationId()).bind("lease", claimed.lease()).fetch()
                .rowsUpdated().map(rows -> rows == 1);
    }
}
