// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/** How the synchronisation of each facility stands; its version numbers the facility's events. */
@Repository
class FacilitySyncs {
    private final DatabaseClient database;

    FacilitySyncs(DatabaseClient database) {
        this.database = database;
    }

    /** No two transactions of one facility run beside each other from here on, so that two imports cannot both add a block. */
    Mono<Void> alone(UUID facilityId) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:id, 0))")
                .bind("id", facilityId.toString())
                .then();
    }

    /** Something is about to be told: gives the event's sequence. In the transaction of what is told. */
    Mono<Long> next(UUID facilityId) {
        return database.sql("""
                insert into facility_syncs (facility_id, version) values (:id, 1)
                on conflict (facility_id) do update set version = facility_syncs.version + 1
                returning version""")
                .bind("id", facilityId)
                .map(row -> Objects.requireNonNull(row.get("version", Long.class)))
                .one();
    }

    /** How the facility stands as an event tells it. */
    record Told(long sequence, Instant lastSync) {}

    /**
     * Data have come by another way than a synchronisation, which leaves its end as it is; where there was none, that time
     * stands in for it in the event. In the transaction of what is told.
     */
    Mono<Told> besides(UUID facilityId, Instant when) {
        return database.sql("""
                insert into facility_syncs (facility_id, version) values (:id, 1)
                on conflict (facility_id) do update set version = facility_syncs.version + 1
                returning version, coalesce(last_sync, :now) as last_sync""")
                .bind("id", facilityId)
                .bind("now", when)
                .map(row -> new Told(Objects.requireNonNull(row.get("version", Long.class)),
                        Objects.requireNonNull(row.get("last_sync", Instant.class))))
                .one();
    }

    /** The data are up to date as of then; gives the event's sequence. */
    Mono<Long> succeeded(UUID facilityId, Instant when) {
        return database.sql("""
                insert into facility_syncs (facility_id, version, last_sync) values (:id, 1, :now)
                on conflict (facility_id) do update set version = facility_syncs.version + 1,
                       last_sync = greatest(facility_syncs.last_sync, excluded.last_sync)
                returning version""")
                .bind("id", facilityId)
                .bind("now", when)
                .map(row -> Objects.requireNonNull(row.get("version", Long.class)))
                .one();
    }
}
