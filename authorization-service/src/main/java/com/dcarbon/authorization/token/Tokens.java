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
import com.dcarbon.authorization.token.rules.TokenSet;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The tokens of authorizations, encrypted. */
@Repository
public class Tokens {
    private static final String STORE = """
            insert into authorization_tokens
                (authorization_id, version, access_token, refresh_token, scope, resource_uri, customer_resource_uri,
                 authorization_uri, issued_at, expires_at)
            values (:authorization_id, 1, :access_token, :refresh_token, :scope, :resource_uri, :customer_resource_uri,
                    :authorization_uri, :issued_at, :expires_at)
            on conflict (authorization_id) do update set
                version = authorization_tokens.version + 1, access_token = excluded.access_token,
                refresh_token = excluded.refresh_token, scope = excluded.scope, resource_uri = excluded.resource_uri,
                customer_resource_uri = excluded.customer_resource_uri,
                authorization_uri = excluded.authorization_uri, issued_at = excluded.issued_at,
                expires_at = excluded.expires_at, leased_until = null, refresh_not_before = null""";
    private static final String ROTATE = """
            update authorization_tokens set
                version = version + 1, access_token = :access_token,
                refresh_token = coalesce(:refresh_token, refresh_token), scope = coalesce(:scope, scope),
                issued_at = :issued_at, expires_at = :expires_at, leased_until = null, refresh_not_before = null
            where authorization_id = :authorization_id and version = :version""";
    private static final String FIND = """
            select authorization_id, version, access_token, refresh_token, scope, resource_uri, customer_resource_uri,
                   authorization_uri, issued_at, expires_at, refresh_not_before
            from authorization_tokens where authorization_id = :authorization_id""";
    private static final String LEASE = """
            update authorization_tokens set leased_until = :until
            where authorization_id = :authorization_id and version = :version
              and (leased_until is null or leased_until <= :now)""";
    private static final String POSTPONE = """
            update authorization_tokens set leased_until = null, refresh_not_before = :until
            where authorization_id = :authorization_id and version = :version""";
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
                .then();
    }

    Mono<StoredTokens> find(UUID authorizationId) {
        return database.sql(FIND).bind("authorization_id", authorizationId).map(this::tokens).one();
    }

    /** Whether the caller alone may refresh that version now; until then nobody else may. */
    Mono<Boolean> lease(StoredTokens tokens, Instant now, Instant until) {
        return ofVersion(LEASE, tokens).bind("now", now).bind("until", until).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Keeps refreshed tokens and ends the lease; nothing happens if another version has been stored meanwhile. */
    Mono<Void> rotate(StoredTokens old, TokenSet fresh) {
        return sealed(database.sql(ROTATE), old.authorizationId(), fresh)
                .bind("version", old.version())
                .bind("scope", nullable(fresh.scope(), String.class))
                .then();
    }

    /** Ends the lease without new tokens; no refresh before that time. */
    Mono<Void> postpone(StoredTokens tokens, Instant until) {
        return ofVersion(POSTPONE, tokens).bind("until", until).then();
    }

    /** Forgets the tokens of that version, which nobody accepts any more. */
    Mono<Boolean> destroy(StoredTokens tokens) {
        return ofVersion(DESTROY + " and version = :version", tokens).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private GenericExecuteSpec ofVersion(String sql, StoredTokens tokens) {
        return database.sql(sql).bind("authorization_id", tokens.authorizationId()).bind("version", tokens.version());
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

    private StoredTokens tokens(Readable row) {
        UUID id = required(row, "authorization_id", UUID.class);
        String refresh = row.get("refresh_token", String.class);
        String scope = required(row, "scope", String.class);
        var tokens = new TokenSet(
                cipher.open(required(row, "access_token", String.class), place("access_token", id)),
                refresh == null ? null : cipher.open(refresh, place("refresh_token", id)),
                required(row, "issued_at", Instant.class), required(row, "expires_at", Instant.class), scope);
        var locations = new DataLocations(URI.create(required(row, "resource_uri", String.class)),
                uri(row, "customer_resource_uri"), uri(row, "authorization_uri"));
        return new StoredTokens(id, required(row, "version", Long.class), tokens, scope, locations,
                row.get("refresh_not_before", Instant.class));
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
