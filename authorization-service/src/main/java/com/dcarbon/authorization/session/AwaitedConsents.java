// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Consents on which a provider works after the customer came back. */
@Repository
class AwaitedConsents {
    private static final String ADD = """
            insert into awaited_consents (session_id, provider_id, pointer, ip_address, since, next_attempt)
            values (:session_id, :provider_id, :pointer, :ip_address, :now, :now)
            on conflict (session_id) do nothing""";
    /** A session takes part in it once. */
    private static final String ADD_ENDED = """
            with ended as (
                update sessions set returned_at = :now
                where id = :session_id and returned_at is null and state in ('failed', 'expired', 'superseded')
                returning id, provider_id)
            insert into awaited_consents (session_id, provider_id, pointer, since, next_attempt)
            select id, provider_id, :pointer, :now, :now from ended
            on conflict (session_id) do nothing""";
    private static final String CLAIM = """
            update awaited_consents set lease_id = :lease, leased_until = :until, attempts = attempts + 1
            where session_id = (
                select session_id from awaited_consents
                where next_attempt <= :now and (leased_until is null or leased_until <= :now)
                order by next_attempt limit 1 for update skip locked)
            returning session_id, pointer, ip_address, since, attempts""";
    private static final String POSTPONE = """
            update awaited_consents set next_attempt = :next_attempt, lease_id = null, leased_until = null
            where session_id = :session_id and lease_id = :lease""";
    private static final String DONE = """
            delete from awaited_consents where session_id = :session_id and lease_id = :lease""";
    /** Whoever works on the row loses it, since what it reads may be older than the news. */
    private static final String HURRY = """
            update awaited_consents awaited set next_attempt = :now, lease_id = null, leased_until = null
            from sessions session
            where session.id = awaited.session_id and awaited.provider_id = any(:provider_ids)
              and (session.auth_id is null or session.auth_id = any(:auth_ids))""";

    private final DatabaseClient database;
    private final SecretCipher cipher;

    AwaitedConsents(DatabaseClient database, SecretCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /**
     * A consent that its holder alone asks for, for a while.
     *
     * @param pointer what the browser brought back
     * @param ipAddress where the browser came from, or null
     * @param attempts how many there were, this one included
     */
    record Awaited(UUID sessionId, UUID lease, String pointer, @Nullable String ipAddress, Instant since,
            int attempts) {

        /** Without pointer and address. */
        @Override
        public String toString() {
            return "Awaited[" + sessionId + "]";
        }
    }

    /** Changes nothing if it is there already. */
    Mono<Void> add(Session session, String pointer, @Nullable String ipAddress, Instant now) {
        return database.sql(ADD)
                .bind("session_id", session.id())
                .bind("provider_id", session.utility().id())
                .bind("pointer", cipher.seal(pointer, place(session.id())))
                .bind("ip_address", nullable(ipAddress, String.class))
                .bind("now", now)
                .then();
    }

    /** One of a session that had ended when the browser came back; changes nothing if it was open, or came back before. */
    Mono<Void> addEnded(Session session, String pointer, Instant now) {
        return database.sql(ADD_ENDED)
                .bind("session_id", session.id())
                .bind("pointer", cipher.seal(pointer, place(session.id())))
                .bind("now", now)
                .then();
    }

    /** One that is due, or empty. */
    Mono<Awaited> claim(Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM).bind("lease", lease).bind("now", now).bind("until", until)
                .map(row -> awaited(row, lease)).one();
    }

    private Awaited awaited(Readable row, UUID lease) {
        UUID id = required(row, "session_id", UUID.class);
        return new Awaited(id, lease, cipher.open(required(row, "pointer", String.class), place(id)),
                row.get("ip_address", String.class), required(row, "since", Instant.class),
                required(row, "attempts", Integer.class));
    }

    /** False if another one has it by now. */
    Mono<Boolean> postpone(Awaited awaited, Instant next) {
        return changed(database.sql(POSTPONE).bind("next_attempt", next), awaited);
    }

    /** False if another one has it by now. */
    Mono<Boolean> done(Awaited awaited) {
        return changed(database.sql(DONE), awaited);
    }

    /** There is news of these authorizations, or of some that nobody knows yet. */
    Mono<Void> hurry(Collection<String> providerIds, Collection<String> authIds, Instant now) {
        return database.sql(HURRY)
                .bind("provider_ids", providerIds.toArray(String[]::new))
                .bind("auth_ids", authIds.toArray(String[]::new))
                .bind("now", now)
                .then();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Awaited awaited) {
        return sql.bind("session_id", awaited.sessionId()).bind("lease", awaited.lease()).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Place place(UUID sessionId) {
        return new Place("awaited_consents", "pointer", sessionId);
    }
}
