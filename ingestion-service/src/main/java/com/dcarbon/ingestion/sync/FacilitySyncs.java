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

    /**
     * What the event about an import tells.
     *
     * @param version its sequence
     * @param lastSync when the data were up to date the last time
     */
    record Told(long version, Instant lastSync) {}

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

    /**
     * An import is done.
     *
     * @param when the time of that; where nothing was ever synchronised it is told as well, but not kept
     * @param upToDate whether the data are up to date as of then, rather than of before
     */
    Mono<Told> succeeded(UUID facilityId, Instant when, boolean upToDate) {
        return database.sql("""
                insert into facility_syncs (facility_id, version, last_sync)
                values (:id, 1, case when :current then :now::timestamptz end)
                on conflict (facility_id) do update set version = facility_syncs.version + 1,
                       last_sync = greatest(facility_syncs.last_sync, excluded.last_sync)
                returning version, coalesce(last_sync, :now::timestamptz) as last_sync""")
                .bind("id", facilityId)
                .bind("now", when)
                .bind("current", upToDate)
                .map(row -> new Told(Objects.requireNonNull(row.get("version", Long.class)),
                        Objects.requireNonNull(row.get("last_sync", Instant.class))))
                .one();
    }
}
