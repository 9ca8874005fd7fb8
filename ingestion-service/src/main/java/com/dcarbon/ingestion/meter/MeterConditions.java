// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Which meters the utility does not report any more, and which have not all of their history yet. */
@Repository
public class MeterConditions {
    private static final Logger LOG = LoggerFactory.getLogger(MeterConditions.class);

    private static final Duration HISTORY_AGAIN = Duration.ofDays(7);

    private final DatabaseClient database;
    private final MeterRegistry metrics;
    private final Clock clock;

    MeterConditions(DatabaseClient database, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Compares the meters that an authorization is known for with those that a complete answer named. */
    public Mono<Void> compare(UUID authorizationId, String providerId, List<UUID> answered) {
        return database.sql("""
                update meters set condition = 'not_reported', condition_since = :now
                 where authorization_id = :authorization and condition is null and not (id = any(:answered))
                returning id""")
                .bind("now", clock.instant())
                .bind("authorization", authorizationId)
                .bind("answered", answered.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .concatMap(meter -> AfterCommit.run(() -> vanished(meter, providerId)))
                .then(Mono.defer(() -> reported(answered)));
    }

    private void vanished(UUID meter, String providerId) {
        LOG.atWarn()
                .addKeyValue("meter_id", meter)
                .addKeyValue("provider_id", providerId)
                .log("a meter is not reported any more");
        metrics.counter("dcarbon.meters.vanished", "provider", providerId).increment();
    }

    /** The utility has named these, so nothing is the matter with them any more. */
    public Mono<Void> reported(List<UUID> answered) {
        return database.sql("""
                update meters set condition = null, condition_since = null
                 where id = any(:answered) and condition is not null returning id""")
                .bind("answered", answered.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .doOnNext(meter -> LOG.atInfo().addKeyValue("meter_id", meter).log("a meter is reported again"))
                .then();
    }

    /** The utility has answered for that period of the authorization's meters. */
    public Mono<Void> covered(UUID authorizationId, Instant start, Instant end) {
        return database.sql("""
                update meters set covered_from = least(covered_from, :start)
                 where authorization_id = :authorization
                   and (covered_from is null or covered_from > :start and covered_from <= :end)""")
                .bind("start", start)
                .bind("end", end)
                .bind("authorization", authorizationId)
                .then();
    }

    /** The utility did not answer for what those of the authorization's meters lack: it is asked again in a week. */
    public Mono<Void> refused(UUID authorizationId, Instant start, Instant end) {
        return database.sql("""
                update meters set history_not_before = :next
                 where authorization_id = :authorization and covered_from > :start and covered_from <= :end""")
                .bind("next", clock.instant().plus(HISTORY_AGAIN))
                .bind("start", start)
                .bind("end", end)
                .bind("authorization", authorizationId)
                .then();
    }

    /**
     * From when on the readings of that meter of the authorization were asked for which was found the latest.
     *
     * @param history when every meter's history is to begin
     * @return empty if all of it was asked for, or is not to be asked for now
     */
    public Mono<Instant> lackingBefore(UUID authorizationId, Instant history) {
        return database.sql("""
                select covered_from from meters
                 where authorization_id = :authorization and condition is null and covered_from > :history
                   and (history_not_before is null or history_not_before <= :now)
                 order by covered_from desc limit 1""")
                .bind("authorization", authorizationId)
                .bind("history", history)
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get("covered_from", Instant.class)))
                .one();
    }
}
