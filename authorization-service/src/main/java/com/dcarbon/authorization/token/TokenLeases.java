// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.token.rules.NewAddresses;
import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** Tokens while somebody refreshes them: who has the lease, and what the holder writes. */
@Repository
class TokenLeases {
    private static final String TAKE = """
            update authorization_tokens set
                lease_id = :lease, leased_until = :until, refreshing_since = coalesce(refreshing_since, :now)
            where\s""";
    private static final String LEASED = " returning refreshing_since < :now as repeated, " + TokenRows.COLUMNS;
    private static final String LEASE = TAKE + """
            authorization_id = :authorization_id and version = :version
              and (leased_until is null or leased_until <= :now)""" + LEASED;
    /** Whoever had it is gone, or has given up: its answer lies here. */
    private static final String LEASE_ANSWERED = TAKE + "authorization_id = :authorization_id and version = :version"
            + LEASED;
    private static final String LEASE_INTERRUPTED = TAKE + """
            authorization_id = (select authorization_id from authorization_tokens where leased_until <= :now
                                order by leased_until limit 1 for update skip locked)""" + LEASED;
    /** What an interrupted refresh left is repeated by whoever repeats those. Without a refresh token there is nothing to do. */
    private static final String LEASE_DUE = TAKE + """
            authorization_id = (select authorization_id from authorization_tokens
                                where provider_id = :provider_id and rotate_at <= :now and leased_until is null
                                  and refresh_token is not null
                                  and (refresh_not_before is null or refresh_not_before <= :now)
                                order by rotate_at limit 1 for update skip locked)""" + LEASED;
    /** The version is said and not counted, so that a repetition after a lost answer changes nothing. */
    private static final String RENEW = """
            update authorization_tokens set
                version = :next_version, access_token = :access_token, refresh_token = :refresh_token,
                previous_refresh_token = :previous_refresh_token, scope = coalesce(:scope, scope),
                issued_at = :issued_at, expires_at = :expires_at,
                resource_uri = coalesce(:resource_uri, resource_uri),
                customer_resource_uri = coalesce(:customer_resource_uri, customer_resource_uri),
                authorization_uri = coalesce(:authorization_uri, authorization_uri),
                subscription_no = coalesce(:subscription_no, subscription_no),
                customer_no = coalesce(:customer_no, customer_no),
                authorization_no = coalesce(:authorization_no, authorization_no),
                refresh_issued_at = case when :new_refresh_token then :issued_at else refresh_issued_at end,
                rotated_at = case when cast(:rotate_at as timestamptz) is null then rotated_at else :issued_at end,
                rotate_at = coalesce(:rotate_at, rotate_at),
                rotation_attempts = case when cast(:rotate_at as timestamptz) is null then rotation_attempts else 0 end,
                rotation_told_at = case when cast(:rotate_at as timestamptz) is null then rotation_told_at end,
                leased_until = null, refreshing_since = null, refresh_failures = 0, refresh_not_before = null
            where authorization_id = :authorization_id and lease_id = :lease""";
    /** A refresh of which nobody knows whether it was done is not over: its lease ends when it is to be repeated. */
    private static final String POSTPONE = """
            update authorization_tokens set
                leased_until = case when :unfinished then cast(:until as timestamptz) end,
                refreshing_since = case when :unfinished then refreshing_since end,
                refresh_failures = :failures, refresh_not_before = :until
            where authorization_id = :authorization_id and lease_id = :lease""";
    private static final String DESTROY = """
            delete from authorization_tokens where authorization_id = :authorization_id and lease_id = :lease""";
    private static final String COUNT_ROTATION = """
            update authorization_tokens set
                rotate_at = :rotate_at, rotation_attempts = :attempts, rotation_told_at = :told_at
            where authorization_id = :authorization_id and lease_id = :lease and rotation_attempts < :attempts""";

    private final DatabaseClient database;
    private final TokenRows rows;

    TokenLeases(DatabaseClient database, TokenRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The intent to refresh that version, for the caller alone until that time; empty if another one has it. */
    Mono<LeasedTokens> lease(StoredTokens tokens, Instant now, Instant until) {
        return leased(database.sql(LEASE).bind("authorization_id", tokens.authorizationId())
                .bind("version", tokens.version()), now, until);
    }

    /** The same from whoever has it. */
    Mono<LeasedTokens> takeOver(StoredTokens tokens, Instant now, Instant until) {
        return leased(database.sql(LEASE_ANSWERED).bind("authorization_id", tokens.authorizationId())
                .bind("version", tokens.version()), now, until);
    }

    /** One refresh whose time is over without an outcome, for the caller alone until that time. */
    Mono<LeasedTokens> leaseInterrupted(Instant now, Instant until) {
        return leased(database.sql(LEASE_INTERRUPTED), now, until);
    }

    /** One pair of that provider's that is to be rotated and that nobody refreshes, for the caller alone. */
    Mono<LeasedTokens> leaseDue(String providerId, Instant now, Instant until) {
        return leased(database.sql(LEASE_DUE).bind("provider_id", providerId), now, until);
    }

    private Mono<LeasedTokens> leased(GenericExecuteSpec sql, Instant now, Instant until) {
        UUID lease = Ids.next();
        return sql.bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> new LeasedTokens(rows.tokens(row), lease, until, required(row, "repeated", Boolean.class)))
                .one();
    }

    /** Keeps refreshed tokens and ends the lease; false if another one has the refresh by now. */
    Mono<Boolean> renew(LeasedTokens old, Renewal renewal) {
        return changed(renewing(RENEW, old, renewal));
    }

    /** The same, but also false if that was done before, so that what is told of it is told once. */
    Mono<Boolean> renewOnce(LeasedTokens old, Renewal renewal) {
        return changed(renewing(RENEW + " and version = :version", old, renewal)
                .bind("version", old.tokens().version()));
    }

    /** Whether the holder of that lease has renewed them. */
    Mono<Boolean> areRenewed(LeasedTokens old) {
        return database.sql("""
                select exists (select 1 from authorization_tokens
                    where authorization_id = :authorization_id and lease_id = :lease and version > :version) as done""")
                .bind("authorization_id", old.tokens().authorizationId())
                .bind("lease", old.lease())
                .bind("version", old.tokens().version())
                .map(row -> required(row, "done", Boolean.class))
                .one();
    }

    private GenericExecuteSpec renewing(String sql, LeasedTokens old, Renewal renewal) {
        UUID id = old.tokens().authorizationId();
        TokenSet fresh = renewal.fresh();
        NewAddresses addresses = fresh.addresses();
        return TokenRows.located(rows.sealed(database.sql(sql), id, fresh), addresses.resourceUri(),
                addresses.customerResourceUri(), addresses.authorizationUri())
                .bind("lease", old.lease())
                .bind("next_version", old.tokens().version() + 1)
                .bind("previous_refresh_token",
                        rows.sealed(renewal.previousRefreshToken(), "previous_refresh_token", id))
                .bind("scope", nullable(fresh.scope(), String.class))
                .bind("new_refresh_token", renewal.newRefreshToken())
                .bind("rotate_at", nullable(renewal.rotateAt(), Instant.class));
    }

    /**
     * No new tokens, and no refresh before that time; false if another one has the refresh by now.
     *
     * @param unfinished whether the utility may have done it all the same, so that it has to be repeated by then
     */
    Mono<Boolean> postpone(LeasedTokens leased, int failures, Instant until, boolean unfinished) {
        return changed(held(POSTPONE, leased).bind("failures", failures).bind("until", until)
                .bind("unfinished", unfinished));
    }

    /** One more attempt to rotate did not work; false if that is counted already. */
    Mono<Boolean> countRotation(LeasedTokens leased, RotationState after) {
        return changed(held(COUNT_ROTATION, leased)
                .bind("rotate_at", after.rotateAt())
                .bind("attempts", after.attempts())
                .bind("told_at", nullable(after.toldAt(), Instant.class)));
    }

    /** Forgets tokens that nobody accepts any more; false if another one has the refresh by now. */
    Mono<Boolean> destroy(LeasedTokens leased) {
        return changed(held(DESTROY, leased));
    }

    private GenericExecuteSpec held(String sql, LeasedTokens leased) {
        return database.sql(sql).bind("authorization_id", leased.tokens().authorizationId())
                .bind("lease", leased.lease());
    }

    private static Mono<Boolean> changed(GenericExecuteSpec sql) {
        return sql.fetch().rowsUpdated().map(count -> count == 1);
    }
}
