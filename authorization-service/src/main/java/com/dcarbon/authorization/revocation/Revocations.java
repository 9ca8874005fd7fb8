// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.authorization.revocation.rules.RevocationOutcome;
import com.dcarbon.authorization.token.SecretCipher;
import com.dcarbon.authorization.token.SecretCipher.Place;
import com.dcarbon.authorization.token.rules.RemainingAccess;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Authorizations that are to be ended at their utilities, each as a row until it is so and after. */
@Repository
class Revocations {
    private static final String ADD = """
            insert into revocations
                (id, authorization_id, provider_id, method, auth_id, authorization_uri, access_token,
                 access_expires_at, requested_at, next_attempt)
            values (:id, :authorization_id, :provider_id, :method, :auth_id, :authorization_uri, :access_token,
                    :access_expires_at, :now, :now)
            on conflict (id) do nothing""";
    private static final String CLAIM = """
            update revocations set lease_id = :lease, leased_until = :until, attempts = attempts + 1
            where id = (
                select id from revocations
                where outcome is null and next_attempt <= :now and (leased_until is null or leased_until <= :now)
                order by next_attempt limit 1 for update skip locked)
            returning id, authorization_id, provider_id, method, auth_id, authorization_uri, access_token,
                access_expires_at, requested_at, attempts""";
    private static final String USED_AGAIN = """
            select exists (
                select 1 from authorizations
                where provider_id = :provider_id and auth_id = :auth_id and status = 'authorized') as used""";
    private static final String POSTPONE = """
            update revocations set next_attempt = :next_attempt, lease_id = null, leased_until = null
            where id = :id and lease_id = :lease and outcome is null""";
    private static final String END = """
            update revocations set
                outcome = :outcome, ended_at = :now, access_token = null, lease_id = null, leased_until = null
            where id = :id and lease_id = :lease and outcome is null""";

    private final DatabaseClient database;
    private final SecretCipher cipher;

    Revocations(DatabaseClient database, SecretCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** What is to be ended at that utility, with what is needed for it. */
    record Wanted(UUID id, UUID authorizationId, Utility utility, @Nullable String authId,
            @Nullable RemainingAccess access) {}

    /** Changes nothing if it is there already. */
    Mono<Void> add(Wanted wanted, Instant now) {
        RemainingAccess access = wanted.access();
        URI address = access == null ? null : access.authorizationUri();
        String sealed = access == null ? null : cipher.seal(access.accessToken(), place(wanted.id()));
        return database.sql(ADD)
                .bind("id", wanted.id())
                .bind("authorization_id", wanted.authorizationId())
                .bind("provider_id", wanted.utility().id())
                .bind("method", wanted.utility().method().wire())
                .bind("auth_id", nullable(wanted.authId(), String.class))
                .bind("authorization_uri", nullable(address == null ? null : address.toString(), String.class))
                .bind("access_token", nullable(sealed, String.class))
                .bind("access_expires_at", nullable(access == null ? null : access.expiresAt(), Instant.class))
                .bind("now", now)
                .then();
    }

    /** One that is due, or empty. */
    Mono<Claimed> claim(Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM).bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> claimed(row, lease, now)).one();
    }

    /** Whether the utility has given the same authorization for another consent that stands. */
    Mono<Boolean> isUsedAgain(Claimed claimed) {
        return Mono.justOrEmpty(claimed.authId())
                .flatMap(authId -> database.sql(USED_AGAIN)
                        .bind("provider_id", claimed.providerId())
                        .bind("auth_id", authId)
                        .map(row -> required(row, "used", Boolean.class))
                        .one())
                .defaultIfEmpty(false);
    }

    /** False if another one has it by now. */
    Mono<Boolean> postpone(Claimed claimed, Instant next) {
        return changed(database.sql(POSTPONE).bind("next_attempt", next), claimed);
    }

    /** Keeps what came of it and forgets the token; false if another one has it by now. */
    Mono<Boolean> end(Claimed claimed, RevocationOutcome outcome, Instant now) {
        return changed(database.sql(END).bind("outcome", outcome.wire()).bind("now", now), claimed);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Claimed claimed) {
        return sql.bind("id", claimed.id()).bind("lease", claimed.lease()).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Claimed claimed(Readable row, UUID lease, Instant now) {
        UUID id = required(row, "id", UUID.class);
        Instant expires = row.get("access_expires_at", Instant.class);
        String sealed = row.get("access_token", String.class);
        String address = row.get("authorization_uri", String.class);
        boolean good = sealed != null && expires != null && now.isBefore(expires);
        return new Claimed(id, lease, required(row, "authorization_id", UUID.class),
                required(row, "provider_id", String.class), AuthMethod.of(required(row, "method", String.class)),
                row.get("auth_id", String.class), address == null ? null : URI.create(address),
                good ? cipher.open(sealed, place(id)) : null, required(row, "requested_at", Instant.class),
                required(row, "attempts", Integer.class));
    }

    private static Place place(UUID id) {
        return new Place("revocations", "access_token", id);
    }
}
