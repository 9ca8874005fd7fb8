// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.expiry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.authorization.AuthorizationSnapshot;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The authorizations that this service has heard of, and how far ahead their end was announced. */
@Repository
class KnownAuthorizations {
    /*
     * An end that moves by less than a day is the same end, told anew: some utilities count it from each answer.
     */
    private static final String REMEMBER = """
            insert into authorizations (id, facility_id, version, provider_id, status, expires_at)
            values (:id, :facility_id, :version, :provider_id, :status, :expires_at)
            on conflict (id) do update
            set version = excluded.version, status = excluded.status, expires_at = excluded.expires_at,
                announced = case when excluded.expires_at between authorizations.expires_at - interval '1 day'
                                                              and authorizations.expires_at + interval '1 day'
                                 then authorizations.announced end
            where authorizations.version < excluded.version""";

    /** Who hears of it late is told once and not for each time that was missed. */
    private static final String ANNOUNCE_ONE = """
            update authorizations
            set announced = due.ahead
            from (select a.id, (select min(ahead) from unnest(:ahead::bigint[]) as ahead
                                where a.expires_at <= :now + make_interval(secs => ahead)) as ahead
                  from authorizations a
                  where a.status = 'authorized' and a.expires_at > :now
                    and a.expires_at <= :now + make_interval(secs => :furthest)
                    and (a.announced is null
                         or exists (select 1 from unnest(:ahead::bigint[]) as ahead
                                    where ahead < a.announced
                                      and a.expires_at <= :now + make_interval(secs => ahead)))
                  limit 1
                  for update skip locked) as due
            where authorizations.id = due.id
            returning authorizations.facility_id, provider_id, expires_at""";

    private final DatabaseClient database;
    private final Clock clock;
    private final Long[] ahead;

    KnownAuthorizations(DatabaseClient database, Clock clock, ExpirySettings settings) {
        this.database = database;
        this.clock = clock;
        this.ahead = settings.announceBefore().stream().map(Duration::toSeconds).sorted().toArray(Long[]::new);
    }

    /** Changes nothing if a later version is known. */
    Mono<Void> remember(AuthorizationSnapshot authorization, long version) {
        Instant end = authorization.expiresAt();
        return database.sql(REMEMBER)
                .bind("id", authorization.authorizationId())
                .bind("facility_id", authorization.facilityId())
                .bind("version", version)
                .bind("provider_id", authorization.providerId())
                .bind("status", authorization.status().wire())
                .bind("expires_at", end == null ? Parameters.in(Instant.class) : Parameters.in(end))
                .then();
    }

    /** One whose end is to be announced now, noted as announced; call it in the transaction that announces it. */
    Mono<EndingAuthorization> announceOne() {
        return database.sql(ANNOUNCE_ONE)
                .bind("now", clock.instant())
                .bind("ahead", ahead)
                .bind("furthest", (double) ahead[ahead.length - 1])
                .map(KnownAuthorizations::ending)
                .one();
    }

    private static EndingAuthorization ending(Readable row) {
        return new EndingAuthorization(Objects.requireNonNull(row.get("facility_id", UUID.class)),
                Objects.requireNonNull(row.get("provider_id", String.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)));
    }
}
