// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.token.SecretCipher.Place;
import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.RemainingAccess;
import com.dcarbon.authorization.token.rules.ResourceIds;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The tokens of authorizations, encrypted. */
@Repository
public class Tokens {
    private static final String STORE = """
            insert into authorization_tokens
                (authorization_id, version, access_token, refresh_token, scope, resource_uri, customer_resource_uri,
                 authorization_uri, subscription_no, customer_no, authorization_no, issued_at, expires_at)
            values (:authorization_id, 1, :access_token, :refresh_token, :scope, :resource_uri, :customer_resource_uri,
                    :authorization_uri, :subscription_no, :customer_no, :authorization_no, :issued_at, :expires_at)
            on conflict (authorization_id) do update set
                version = authorization_tokens.version + 1, access_token = excluded.access_token,
                refresh_token = excluded.refresh_token, scope = excluded.scope, resource_uri = excluded.resource_uri,
                customer_resource_uri = excluded.customer_resource_uri,
                authorization_uri = excluded.authorization_uri, subscription_no = excluded.subscription_no,
                customer_no = excluded.customer_no, authorization_no = excluded.authorization_no,
                issued_at = excluded.issued_at, expires_at = excluded.expires_at, lease_id = null, leased_until = null,
                refreshing_since = null, refresh_failures = 0, refresh_not_before = null""";
    private static final String COLUMNS = """
            authorization_id, version, access_token, refresh_token, scope, resource_uri, customer_resource_uri,
            authorization_uri, issued_at, expires_at, refresh_failures, refresh_not_before""";
    private static final String FIND = "select " + COLUMNS
            + " from authorization_tokens where authorization_id = :authorization_id";
    private static final String LEASE = """
            update authorization_tokens set
                lease_id = :lease, leased_until = :until, refreshing_since = coalesce(refreshing_since, :now)
            where authorization_id = :authorization_id and version = :version
              and (leased_until is null or leased_until <= :now)
            returning refreshing_since < :now as repeated,\s""" + COLUMNS;
    private static final String LEASE_INTERRUPTED = """
            update authorization_tokens set
                lease_id = :lease, leased_until = :until, refreshing_since = coalesce(refreshing_since, :now)
            where authorization_id = (select authorization_id from authorization_tokens where leased_until <= :now
                                      order by leased_until limit 1 for update skip locked)
            returning refreshing_since < :now as repeated,\s""" + COLUMNS;
    /** The version is said and not counted, so that a repetition after a lost answer changes nothing. */
    private static final String ROTATE = """
            update authorization_tokens set
                version = :next_version, access_token = :access_token,
                refresh_token = coalesce(:refresh_token, refresh_token), scope = coalesce(:scope, scope),
                issued_at = :issued_at, expires_at = :expires_at, leased_until = null, refreshing_since = null,
                refresh_failures = 0, refresh_not_before = null
            where authorization_id = :authorization_id and lease_id = :lease""";
    /** A refresh of which nobody knows whether it was done is not over: its lease ends when it is to be repeated. */
    private static final String POSTPONE = """
            update authorization_tokens set
                leased_until = case when :unfinished then cast(:until as timestamptz) end,
                refreshing_since = case when :unfinished then refreshing_since end,
                refresh_failures = :failures, refresh_not_before = :until
            where authorization_id = :authorization_id and lease_id = :lease""";
    private static final String DESTROY = "delete from authorization_tokens where authorization_id = :authorization_id";

    private final DatabaseClient database;
    private final SecretCipher cipher;

    Tokens(DatabaseClient database, SecretCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** Keeps what a consent brought, in place of what an earlier one did. */
    public Mono<Void> store(UUID authorizationId, Grant grant) {
        DataLocations locations = grant.locations();
        return sealed(database.sql(STORE), authorizationId, grant.tokens())
                .bind("scope", grant.scope())
                .bind("resource_uri", locations.resourceUri().toString())
                .bind("customer_resource_uri", nullable(text(locations.customerResourceUri()), String.class))
                .bind("authorization_uri", nullable(text(locations.authorizationUri()), String.class))
                .bind("subscription_no", nullable(id(locations.resourceUri()), String.class))
                .bind("customer_no", nullable(id(locations.customerResourceUri()), String.class))
                .bind("authorization_no", nullable(id(locations.authorizationUri()), String.class))
                .then();
    }

    Mono<StoredTokens> find(UUID authorizationId) {
        return database.sql(FIND).bind("authorization_id", authorizationId).map(this::tokens).one();
    }

    /** The intent to refresh that version, for the caller alone until that time; empty if another one has it. */
    Mono<LeasedTokens> lease(StoredTokens tokens, Instant now, Instant until) {
        return leased(database.sql(LEASE).bind("authorization_id", tokens.authorizationId())
                .bind("version", tokens.version()), now, until);
    }

    /** One refresh whose time is over without an outcome, for the caller alone until that time. */
    Mono<LeasedTokens> leaseInterrupted(Instant now, Instant until) {
        return leased(database.sql(LEASE_INTERRUPTED), now, until);
    }

    private Mono<LeasedTokens> leased(GenericExecuteSpec sql, Instant now, Instant until) {
        UUID lease = Ids.next();
        return sql.bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> new LeasedTokens(tokens(row), lease, until, required(row, "repeated", Boolean.class)))
                .one();
    }

    /** Keeps refreshed tokens and ends the lease; false if another one has the refresh by now. */
    Mono<Boolean> rotate(LeasedTokens old, TokenSet fresh) {
        UUID id = old.tokens().authorizationId();
        return changed(sealed(database.sql(ROTATE), id, fresh)
                .bind("lease", old.lease())
                .bind("next_version", old.tokens().version() + 1)
                .bind("scope", nullable(fresh.scope(), String.class)));
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

    /** Forgets tokens that nobody accepts any more; false if another one has the refresh by now. */
    Mono<Boolean> destroy(LeasedTokens leased) {
        return changed(held(DESTROY + " and lease_id = :lease", leased));
    }

    /** Takes the tokens of an authorization away that ends; empty if there are none. */
    public Mono<RemainingAccess> take(UUID authorizationId) {
        return database.sql(DESTROY + " returning access_token, refresh_token, authorization_uri, expires_at, scope")
                .bind("authorization_id", authorizationId)
                .map(row -> new RemainingAccess(uri(row, "authorization_uri"),
                        cipher.open(required(row, "access_token", String.class),
                                place("access_token", authorizationId)),
                        required(row, "expires_at", Instant.class), refreshToken(row, authorizationId),
                        row.get("scope", String.class)))
                .one();
    }

    /** Keeps others from these tokens until the transaction ends. */
    Mono<Void> hold(UUID authorizationId) {
        return database.sql("select 1 from authorization_tokens where authorization_id = :authorization_id for update")
                .bind("authorization_id", authorizationId).then();
    }

    /** Forgets the tokens of an authorization that has ended. */
    Mono<Void> destroy(UUID authorizationId) {
        return database.sql(DESTROY).bind("authorization_id", authorizationId).then();
    }

    private GenericExecuteSpec held(String sql, LeasedTokens leased) {
        return database.sql(sql).bind("authorization_id", leased.tokens().authorizationId())
                .bind("lease", leased.lease());
    }

    private static Mono<Boolean> changed(GenericExecuteSpec sql) {
        return sql.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private GenericExecuteSpec sealed(GenericExecuteSpec sql, UUID id, TokenSet tokens) {
        String refresh = tokens.refreshToken();
        String sealedRefresh = refresh == null ? null : cipher.seal(refresh, place("refresh_token", id));
        return sql.bind("authorization_id", id)
                .bind("access_token", cipher.seal(tokens.accessToken(), place("access_token", id)))
                .bind("refresh_token", nullable(sealedRefresh, String.class))
                .bind("issued_at", tokens.issuedAt())
                .bind("expires_at", tokens.expiresAt());
    }

    private @Nullable String refreshToken(Readable row, UUID id) {
        String sealed = row.get("refresh_token", String.class);
        return sealed == null ? null : cipher.open(sealed, place("refresh_token", id));
    }

    private StoredTokens tokens(Readable row) {
        UUID id = required(row, "authorization_id", UUID.class);
        String scope = required(row, "scope", String.class);
        var tokens = new TokenSet(
                cipher.open(required(row, "access_token", String.class), place("access_token", id)),
                refreshToken(row, id),
                required(row, "issued_at", Instant.class), required(row, "expires_at", Instant.class), scope);
        var locations = new DataLocations(URI.create(required(row, "resource_uri", String.class)),
                uri(row, "customer_resource_uri"), uri(row, "authorization_uri"));
        return new StoredTokens(id, required(row, "version", Long.class), tokens, scope, locations,
                required(row, "refresh_failures", Integer.class), row.get("refresh_not_before", Instant.class));
    }

    private static @Nullable String id(@Nullable URI address) {
        return address == null ? null : ResourceIds.last(address).orElse(null);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static @Nullable URI uri(Readable row, String column) {
        String value = row.get(column, String.class);
        return value == null ? null : URI.create(value);
    }

    private static Place place(String column, UUID id) {
        return new Place("authorization_tokens", column, id);
    }
}
