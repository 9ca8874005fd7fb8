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

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.authorization.revocation.Claimed.LeftTokens;
import com.dcarbon.authorization.revocation.rules.Need;
import com.dcarbon.authorization.revocation.rules.RevocationOutcome;
import com.dcarbon.authorization.token.rules.RemainingAccess;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Authorizations that are to be ended at their utilities, each as a row until it is so and after. */
@Repository
class Revocations {
    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";
    private static final String ADD = """
            insert into revocations
                (id, authorization_id, provider_id, method, auth_id, authorization_uri, access_token,
                 access_expires_at, refresh_token, scope, requested_at, next_attempt)
            values (:id, :authorization_id, :provider_id, :method, :auth_id, :authorization_uri, :access_token,
                    :access_expires_at, :refresh_token, :scope, :now, :now)
            on conflict (id) do nothing""";
    private static final String CLAIM = """
            update revocations set lease_id = :lease, leased_until = :until, attempts = attempts + 1
            where id = (
                select id from revocations
                where outcome is null and next_attempt <= :now and (leased_until is null or leased_until <= :now)
                order by next_attempt limit 1 for update skip locked)
            returning id, authorization_id, provider_id, method, auth_id, authorization_uri, access_token,
                access_expires_at, refresh_token, scope, record_ended_at, requested_at, attempts""";
    /** A utility may give the facility's next consent the same id, which nobody knows before it is there. */
    private static final String NEED = """
            select
                exists (select 1 from authorizations
                    where provider_id = :provider_id and auth_id = :auth_id
                      and status in ('authorized', 'reauthorization_required')) as stands,
                exists (select 1 from authorizations
                    where provider_id = :provider_id and auth_id = :auth_id and status = 'pending')
                or exists (select 1 from sessions
                    where provider_id = :provider_id and auth_id = :auth_id
                      and state in ('pending', 'exchanging', 'awaiting'))
                or exists (select 1 from sessions session
                    join authorizations ended on ended.facility_id = session.facility_id
                    where ended.id = :authorization_id and session.provider_id = :provider_id
                      and session.state in ('pending', 'exchanging', 'awaiting')) as wanted""";
    /** As if it had not been taken. */
    private static final String AWAIT = """
            update revocations set
                next_attempt = :next_attempt, attempts = attempts - 1, lease_id = null, leased_until = null
            where id = :id and lease_id = :lease and outcome is null""";
    private static final String POSTPONE = """
            update revocations set next_attempt = :next_attempt, lease_id = null, leased_until = null
            where id = :id and lease_id = :lease and outcome is null""";
    private static final String RENEW = """
            update revocations set
                access_token = :access_token, access_expires_at = :access_expires_at, refresh_token = :refresh_token
            where id = :id and lease_id = :lease and outcome is null""";
    private static final String RECORD_ENDED = """
            update revocations set record_ended_at = :now
            where id = :id and lease_id = :lease and outcome is null""";
    private static final String FORGET = """
            update revocations set access_token = null, refresh_token = null
            where id = :id and lease_id = :lease and outcome is null""";
    private static final String END = """
            update revocations set
                outcome = :outcome, ended_at = :now, access_token = null, refresh_token = null, lease_id = null, leased_until = null
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

    /** Changes nothing, and is false, if it is there already. */
    Mono<Boolean> add(Wanted wanted, Instant now) {
        RemainingAccess access = wanted.access();
        URI address = access == null ? null : access.authorizationUri();
        return database.sql(ADD)
                .bind("id", wanted.id())
                .bind("authorization_id", wanted.authorizationId())
                .bind("provider_id", wanted.utility().id())
                .bind("method", wanted.utility().method().wire())
                .bind("auth_id", nullable(wanted.authId(), String.class))
                .bind("authorization_uri", nullable(address == null ? null : address.toString(), String.class))
                .bind("access_token", sealed(access == null ? null : access.accessToken(), ACCESS, wanted.id()))
                .bind("access_expires_at", nullable(access == null ? null : access.expiresAt(), Instant.class))
                .bind("refresh_token",
                        sealed(access == null ? null : access.refreshToken(), REFRESH, wanted.id()))
                .bind("scope", nullable(access == null ? null : access.scope(), String.class))
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** One that is due, or empty. */
    Mono<Claimed> claim(Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM).bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> claimed(row, lease, until)).one();
    }

    /** Whether the utility has given the same authorization for another consent, or may be about to. */
    Mono<Need> need(Claimed claimed) {
        return database.sql(NEED)
                .bind("provider_id", claimed.providerId())
                .bind("auth_id", nullable(claimed.authId(), String.class))
                .bind("authorization_id", claimed.authorizationId())
                .map(row -> required(row, "stands", Boolean.class)
                        ? Need.STANDS
                        : required(row, "wanted", Boolean.class) ? Need.MAYBE : Need.NONE)
                .one();
    }

    /** Keeps renewed tokens before they are used; false if another one has it by now. */
    Mono<Boolean> renew(Claimed claimed, LeftTokens renewed) {
        return changed(database.sql(RENEW)
                .bind("access_token", sealed(renewed.accessToken(), ACCESS, claimed.id()))
                .bind("access_expires_at", renewed.expiresAt())
                .bind("refresh_token", sealed(renewed.refreshToken(), REFRESH, claimed.id())), claimed);
    }

    /** The utility's record need not be ended again; false if another one has it by now. */
    Mono<Boolean> recordEnded(Claimed claimed, Instant now) {
        return changed(database.sql(RECORD_ENDED).bind("now", now), claimed);
    }

    /** Forgets tokens that have ended; false if another one has it by now. */
    Mono<Boolean> forget(Claimed claimed) {
        return changed(database.sql(FORGET), claimed);
    }

    /** False if another one has it by now. */
    Mono<Boolean> postpone(Claimed claimed, Instant next) {
        return changed(database.sql(POSTPONE).bind("next_attempt", next), claimed);
    }

    /** It is not attempted before that time, which counts as no attempt; false if another one has it by now. */
    Mono<Boolean> await(Claimed claimed, Instant next) {
        return changed(database.sql(AWAIT).bind("next_attempt", next), claimed);
    }

    /** Keeps what came of it and forgets the tokens; false if another one has it by now. */
    Mono<Boolean> end(Claimed claimed, RevocationOutcome outcome, Instant now) {
        return changed(database.sql(END).bind("outcome", outcome.wire()).bind("now", now), claimed);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Claimed claimed) {
        return sql.bind("id", claimed.id()).bind("lease", claimed.lease()).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Claimed row(Readable row, UUID lease, Instant until, @Nullable LeftTokens tokens) {
        String address = row.get("authorization_uri", String.class);
        return new Claimed(required(row, "id", UUID.class), lease, until,
                required(row, "authorization_id", UUID.class), required(row, "provider_id", String.class),
                AuthMethod.of(required(row, "method", String.class)), row.get("auth_id", String.class),
                address == null ? null : URI.create(address), row.get("record_ended_at", Instant.class) != null,
                row.get("access_expires_at", Instant.class) != null, tokens,
                required(row, "requested_at", Instant.class), required(row, "attempts", Integer.class));
    }

    private Claimed claimed(Readable row, UUID lease, Instant until) {
        UUID id = required(row, "id", UUID.class);
        String access = row.get("access_token", String.class);
        String refresh = row.get("refresh_token", String.class);
        return row(row, lease, until, access == null
                ? null
                : new LeftTokens(cipher.open(access, place(ACCESS, id)),
                        required(row, "access_expires_at", Instant.class),
                        refresh == null ? null : cipher.open(refresh, place(REFRESH, id)),
                        row.get("scope", String.class)));
    }

    private Parameter sealed(@Nullable String secret, String column, UUID id) {
        return nullable(secret == null ? null : cipher.seal(secret, place(column, id)), String.class);
    }

    private static Place place(String column, UUID id) {
        return new Place("revocations", column, id);
    }
}
