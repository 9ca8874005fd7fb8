// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/** Events of UtilityAPI that have been followed. */
@Repository
class ProviderEvents {
    /** Sorted, so that two deliveries never wait for each other. */
    private static final String ADD = """
            insert into provider_events (account, uid, received_at)
            select :account, uid, :now from unnest(:uids) uid order by uid
            on conflict (account, uid) do nothing
            returning uid""";
    private static final String MARK_SOON = """
            update provider_events set mark_due = :now
            where account = :account and uid = any(:uids) and mark_due is null""";
    private static final String CLAIM_MARK = """
            update provider_events set mark_due = :until, mark_attempts = mark_attempts + 1
            where (account, uid) = (
                select account, uid from provider_events where mark_due <= :now and account = any(:accounts)
                order by mark_due limit 1 for update skip locked)
            returning account, uid, mark_attempts""";
    private static final String SETTLE_MARK = """
            update provider_events set mark_due = :due where account = :account and uid = :uid""";
    private static final String FORGET = "delete from provider_events where received_at <= :before and mark_due is null";

    private final DatabaseClient database;

    ProviderEvents(DatabaseClient database) {
        this.database = database;
    }

    /**
     * An event that is to be marked as delivered there.
     *
     * @param attempts how many there were, this one included
     */
    record Mark(String account, String uid, int attempts) {}

    /** Those that nobody has followed yet; somebody has after this. */
    Mono<Set<String>> news(Account account, Collection<String> uids, Instant now) {
        return database.sql(ADD)
                .bind("account", account.name())
                .bind("uids", uids.toArray(String[]::new))
                .bind("now", now)
                .map(row -> required(row, "uid", String.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** They are to be marked as delivered there, since no webhook brought them. */
    Mono<Void> markSoon(Account account, Collection<String> uids, Instant now) {
        return database.sql(MARK_SOON)
                .bind("account", account.name())
                .bind("uids", uids.toArray(String[]::new))
                .bind("now", now)
                .then();
    }

    /** One that is to be marked, for the caller alone until that time; or empty. */
    Mono<Mark> claimMark(Collection<String> accounts, Instant now, Instant until) {
        return database.sql(CLAIM_MARK)
                .bind("accounts", accounts.toArray(String[]::new))
                .bind("now", now)
                .bind("until", until)
                .map(row -> new Mark(required(row, "account", String.class), required(row, "uid", String.class),
                        required(row, "mark_attempts", Integer.class)))
                .one();
    }

    /** @param due when it is tried again, or null if it is over */
    Mono<Void> settle(Mark mark, @Nullable Instant due) {
        return database.sql(SETTLE_MARK)
                .bind("account", mark.account())
                .bind("uid", mark.uid())
                .bind("due", nullable(due, Instant.class))
                .then();
    }

    Mono<Void> forget(Instant before) {
        return database.sql(FORGET).bind("before", before).then();
    }
}
