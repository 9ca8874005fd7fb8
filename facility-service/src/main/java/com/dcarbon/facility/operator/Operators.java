// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.facility.rules.Taker;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import reactor.core.publisher.Mono;

/**
 * The table of operators, at most one per facility; {@link Facilities} reads it. Whoever writes has locked the facility.
 * Of a link only its hash is known here.
 */
@Repository
class Operators {
    private static final String INVITE = """
            insert into operators (facility_id, email, status, invitation_id, invitation_key_id,
                                   invitation_expires_at, token_hash, updated_at)
            values (:facility, :email, :status, :invitation, :key, :expires_at, :hash, :now)
            on conflict (facility_id) do update set email = excluded.email, status = excluded.status,
                user_id = null, name = null, user_email = null, user_email_verified = false, taken_token_hash = null,
                invitation_id = excluded.invitation_id, invitation_key_id = excluded.invitation_key_id,
                invitation_expires_at = excluded.invitation_expires_at, token_hash = excluded.token_hash,
                updated_at = :now""";
    private static final String TAKE = """
            update operators set status = :status, user_id = :user_id, name = :name, user_email = :user_email,
                user_email_verified = :user_email_verified, taken_token_hash = token_hash, token_hash = null,
                invitation_id = null, invitation_key_id = null, invitation_expires_at = null, updated_at = :now
            where facility_id = :facility""";
    private static final String SET_STATUS = """
            update operators set status = :status, updated_at = :now where facility_id = :facility""";
    private static final String REMOVE = "delete from operators where facility_id = :facility";
    private static final String INVITED_BY = "select facility_id from operators where token_hash = :hash";
    private static final String REACHED_BY = """
            select facility_id from operators where token_hash = :hash or taken_token_hash = :hash""";
    private static final String LINK = """
            select coalesce(token_hash = :hash, false) as waiting from operators
            where facility_id = :facility and (token_hash = :hash or taken_token_hash = :hash)""";

    private final DatabaseClient database;
    private final Clock clock;

    Operators(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a link is to a facility. */
    enum Link {
        /** It is the invitation that waits, in time or not. */
        WAITING,
        /** It is the one through which the operator came. */
        TAKEN
    }

    /** Invites in the place of whoever was invited before. */
    Mono<Void> invite(UUID facility, Operator invited, String tokenHash) {
        Invitation invitation = Objects.requireNonNull(invited.invitation());
        return database.sql(INVITE)
                .bind("facility", facility)
                .bind("email", invited.email())
                .bind("status", invited.status().wire())
                .bind("invitation", invitation.id())
                .bind("key", invitation.keyId())
                .bind("expires_at", invitation.expiresAt())
                .bind("hash", tokenHash)
                .bind("now", clock.instant())
                .then();
    }

    /** The link that waits was taken by that person. */
    Mono<Void> take(UUID facility, OperatorStatus status, Taker taker) {
        return database.sql(TAKE)
                .bind("facility", facility)
                .bind("status", status.wire())
                .bind("user_id", taker.userId())
                .bind("name", text(taker.name()))
                .bind("user_email", text(taker.email()))
                .bind("user_email_verified", taker.emailVerified())
                .bind("now", clock.instant())
                .then();
    }

    Mono<Void> become(UUID facility, OperatorStatus status) {
        return database.sql(SET_STATUS)
                .bind("facility", facility)
                .bind("status", status.wire())
                .bind("now", clock.instant())
                .then();
    }

    Mono<Void> remove(UUID facility) {
        return database.sql(REMOVE).bind("facility", facility).then();
    }

    /** The facility whose invitation waits behind that link, in time or not. */
    Mono<UUID> facilityInvitedBy(String tokenHash) {
        return facility(INVITED_BY, tokenHash);
    }

    /** The facility whose invitation waits or was taken behind that link. */
    Mono<UUID> facilityReachedBy(String tokenHash) {
        return facility(REACHED_BY, tokenHash);
    }

    private Mono<UUID> facility(String sql, String tokenHash) {
        return database.sql(sql)
                .bind("hash", tokenHash)
                .map(row -> Objects.requireNonNull(row.get("facility_id", UUID.class)))
                .one();
    }

    /** What the link is to the facility now; empty if it is nothing to it any more. */
    Mono<Link> link(UUID facility, String tokenHash) {
        return database.sql(LINK)
                .bind("facility", facility)
                .bind("hash", tokenHash)
                .map(row -> Boolean.TRUE.equals(row.get("waiting", Boolean.class)) ? Link.WAITING : Link.TAKEN)
                .one();
    }

    private static Parameter text(@Nullable String value) {
        return value == null ? Parameters.in(String.class) : Parameters.in(value);
    }
}
