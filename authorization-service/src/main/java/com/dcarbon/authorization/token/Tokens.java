// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.RemainingAccess;

import reactor.core.publisher.Mono;

/** The tokens of authorizations, encrypted. */
@Repository
public class Tokens {
    private static final String STORE = """
            insert into authorization_tokens
                (authorization_id, provider_id, version, access_token, refresh_token, scope, resource_uri,
                 customer_resource_uri, authorization_uri, subscription_no, customer_no, authorization_no, issued_at,
                 expires_at, refresh_issued_at, rotated_at, rotate_at)
            select id, provider_id, 1, :access_token, :refresh_token, :scope, :resource_uri, :customer_resource_uri,
                   :authorization_uri, :subscription_no, :customer_no, :authorization_no, :issued_at, :expires_at,
                   :issued_at, :issued_at, :rotate_at
            from authorizations where id = :authorization_id
            on conflict (authorization_id) do update set
                version = authorization_tokens.version + 1, access_token = excluded.access_token,
                refresh_token = excluded.refresh_token, scope = excluded.scope, resource_uri = excluded.resource_uri,
                customer_resource_uri = excluded.customer_resource_uri,
                authorization_uri = excluded.authorization_uri, subscription_no = excluded.subscription_no,
                customer_no = excluded.customer_no, authorization_no = excluded.authorization_no,
                issued_at = excluded.issued_at, expires_at = excluded.expires_at, lease_id = null, leased_until = null,
                refreshing_since = null, refresh_failures = 0, refresh_not_before = null,
                previous_refresh_token = null, refresh_issued_at = excluded.refresh_issued_at,
                rotated_at = excluded.rotated_at, rotate_at = excluded.rotate_at, rotation_attempts = 0,
                rotation_told_at = null""";
    private static final String FIND = "select " + TokenRows.COLUMNS
            + " from authorization_tokens where authorization_id = :authorization_id";
    private static final String GIVEN = """
            update authorization_tokens set given_version = version
            where authorization_id = :authorization_id and given_version is distinct from version
            returning version""";
    private static final String DESTROY = "delete from authorization_tokens where authorization_id = :authorization_id";

    private final DatabaseClient database;
    private final TokenRows rows;
    private final RotationSchedule rotations;
    private final Checks checks;

    Tokens(DatabaseClient database, TokenRows rows, RotationSchedule rotations, Checks checks) {
        this.database = database;
        this.rows = rows;
        this.rotations = rotations;
        this.checks = checks;
    }

    /** Keeps what a consent brought, in place of what an earlier one did; the utility's record of it is read later. */
    public Mono<Void> store(UUID authorizationId, Grant grant) {
        DataLocations locations = grant.locations();
        Mono<Void> stored = TokenRows.located(rows.sealed(database.sql(STORE), authorizationId, grant.tokens()),
                locations.resourceUri(), locations.customerResourceUri(), locations.authorizationUri())
                .bind("scope", grant.scope())
                .bind("rotate_at", rotations.next(grant.tokens().issuedAt()))
                .then();
        return locations.authorizationUri() == null
                ? stored
                : stored.then(Mono.defer(() -> checks.addLater(authorizationId)));
    }

    Mono<StoredTokens> find(UUID authorizationId) {
        return database.sql(FIND).bind("authorization_id", authorizationId).map(rows::tokens).one();
    }

    /** Notes that the present tokens leave the service; their version, if they do so for the first time, else empty. */
    Mono<Long> given(UUID authorizationId) {
        return database.sql(GIVEN).bind("authorization_id", authorizationId)
                .map(row -> required(row, "version", Long.class)).one();
    }

    /** Takes the tokens of an authorization away that ends; empty if there are none. */
    public Mono<RemainingAccess> take(UUID authorizationId) {
        return database.sql(DESTROY + " returning access_token, refresh_token, authorization_uri, expires_at, scope")
                .bind("authorization_id", authorizationId)
                .map(row -> new RemainingAccess(TokenRows.uri(row, "authorization_uri"),
                        rows.accessToken(row, authorizationId), required(row, "expires_at", Instant.class),
                        rows.refreshToken(row, authorizationId), row.get("scope", String.class)))
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
}
