// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
     * @param upToDate as of when the data are up to date by it; empty if it changes nothing in that
     * @param otherwise what is told, but not kept, where they never were
     */
    Mono<Told> succeeded(UUID facilityId, Optional<Instant> upToDate, Instant otherwise) {
        return database.sql("""
                insert into facility_syncs (facility_id, version, last_sync)
                values (:id, 1, case when :current then :when::timestamptz end)
                on conflict (facility_id) do update set version = facility_syncs.version + 1,
                       last_sync = greatest(facility_syncs.last_sync, excluded.last_sync)
                returning version, coalesce(last_sync, :when::timestamptz) as last_sync""")
                .bind("id", facilityId)
                .bind("when", upToDate.orElse(otherwise))
                .bind("current", upToDate.isPresent())
                .map(row -> new Told(Objects.requireNonNull(row.get("version", Long.class)),
                        Objects.requireNonNull(row.get("last_sync", Instant.class))))
                .one();
    }
}
