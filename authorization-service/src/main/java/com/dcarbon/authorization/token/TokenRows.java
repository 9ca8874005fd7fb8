// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.ResourceIds;
import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.authorization.token.rules.TokenSet;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Readable;

/** How tokens stand in rows of {@code authorization_tokens}. */
@Component
class TokenRows {
    static final String COLUMNS = """
            authorization_id, version, access_token, refresh_token, previous_refresh_token, scope, resource_uri,
            customer_resource_uri, authorization_uri, issued_at, expires_at, refresh_failures, refresh_not_before,
            rotate_at, rotation_attempts, rotation_told_at""";

    private final SecretCipher cipher;

    TokenRows(SecretCipher cipher) {
        this.cipher = cipher;
    }

    StoredTokens tokens(Readable row) {
        UUID id = required(row, "authorization_id", UUID.class);
        String scope = required(row, "scope", String.class);
        var tokens = new TokenSet(accessToken(row, id), refreshToken(row, id),
                required(row, "issued_at", Instant.class), required(row, "expires_at", Instant.class), scope);
        var locations = new DataLocations(URI.create(required(row, "resource_uri", String.class)),
                uri(row, "customer_resource_uri"), uri(row, "authorization_uri"));
        var rotation = new RotationState(required(row, "rotate_at", Instant.class),
                required(row, "rotation_attempts", Integer.class), row.get("rotation_told_at", Instant.class));
        return new StoredTokens(id, required(row, "version", Long.class), tokens, scope, locations,
                required(row, "refresh_failures", Integer.class), row.get("refresh_not_before", Instant.class),
                opened(row, "previous_refresh_token", id), rotation);
    }

    String accessToken(Readable row, UUID id) {
        return cipher.open(required(row, "access_token", String.class), place("access_token", id));
    }

    @Nullable
    String refreshToken(Readable row, UUID id) {
        return opened(row, "refresh_token", id);
    }

    /** Binds the tokens and their times. */
    GenericExecuteSpec sealed(GenericExecuteSpec sql, UUID id, TokenSet tokens) {
        return sql.bind("authorization_id", id)
                .bind("access_token", cipher.seal(tokens.accessToken(), place("access_token", id)))
                .bind("refresh_token", sealed(tokens.refreshToken(), "refresh_token", id))
                .bind("issued_at", tokens.issuedAt())
                .bind("expires_at", tokens.expiresAt());
    }

    Parameter sealed(@Nullable String secret, String column, UUID id) {
        return nullable(secret == null ? null : cipher.seal(secret, place(column, id)), String.class);
    }

    /** Binds the three addresses and the ids in them, by which notifications name what they are about. */
    static GenericExecuteSpec located(GenericExecuteSpec sql, @Nullable URI resource, @Nullable URI customer,
            @Nullable URI authorization) {
        return sql.bind("resource_uri", text(resource)).bind("subscription_no", id(resource))
                .bind("customer_resource_uri", text(customer)).bind("customer_no", id(customer))
                .bind("authorization_uri", text(authorization)).bind("authorization_no", id(authorization));
    }

    static @Nullable URI uri(Readable row, String column) {
        String value = row.get(column, String.class);
        return value == null ? null : URI.create(value);
    }

    private static Parameter id(@Nullable URI address) {
        return nullable(address == null ? null : ResourceIds.last(address).orElse(null), String.class);
    }

    private static Parameter text(@Nullable URI address) {
        return nullable(address == null ? null : address.toString(), String.class);
    }

    private @Nullable String opened(Readable row, String column, UUID id) {
        String sealed = row.get(column, String.class);
        return sealed == null ? null : cipher.open(sealed, place(column, id));
    }

    private static Place place(String column, UUID id) {
        return new Place("authorization_tokens", column, id);
    }
}
