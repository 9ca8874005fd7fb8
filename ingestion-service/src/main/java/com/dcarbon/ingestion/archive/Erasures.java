// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** Remembers which received documents were erased, so that those that are just being kept are as well. */
@Repository
class Erasures {
    private final DatabaseClient database;

    Erasures(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Nobody else erases or adds a document of the facility until the end of the transaction: whoever adds one sees every
     * erasure before, and whoever erases everything that was added before.
     */
    Mono<Void> alone(UUID facilityId) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('raw documents of ' || :id, 0))")
                .bind("id", facilityId.toString())
                .then();
    }

    /** All batches of the facility that were received before now. */
    Mono<Void> note(UUID facilityId) {
        return Mono.defer(() -> database.sql("""
                insert into raw_erasures as former (facility_id, until_batch) values (:facility, :until)
                on conflict (facility_id) do update
                   set until_batch = greatest(former.until_batch, excluded.until_batch)""")
                .bind("facility", facilityId)
                .bind("until", Ids.next())
                .then());
    }

    /** Whether the batch was received before its facility's documents were erased. */
    Mono<Boolean> hold(ArchiveInbox.Batch batch) {
        return database.sql("""
                select exists (select 1 from raw_erasures
                                where facility_id = :facility and until_batch >= :batch) as erased""")
                .bind("facility", batch.contents().facilityId())
                .bind("batch", batch.id())
                .map(row -> Boolean.TRUE.equals(row.get("erased", Boolean.class)))
                .one();
    }
}
