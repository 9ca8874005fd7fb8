// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the archive holds, as rows. */
@Repository
class RawPayloads {
    private static final int PER_SWEEP = 100;
    private static final int DOCUMENTS_PER_SWEEP = 1_000;

    private final DatabaseClient database;
    private final ArchiveSettings settings;
    private final Clock clock;

    RawPayloads(DatabaseClient database, ArchiveSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** A document in the store. */
    record Sealed(UUID id, UUID facilityId, String hash, long size, long storedSize, String keyId) {}

    /** A document of an import, as it can be had again. */
    record Kept(String name, UUID payloadId, String hash) {}

    /** The payload that has this content already; it is kept for as long as if it had come now. */
    Mono<UUID> again(UUID facilityId, String hash) {
        return database.sql("""
                update raw_payloads set expires_at = greatest(expires_at, :until)
                 where facility_id = :facility and sha256 = :hash
                returning id""")
                .bind("until", clock.instant().plus(settings.retention()))
                .bind("facility", facilityId)
                .bind("hash", hash)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Notes it; empty if another one with the same content was quicker. */
    Mono<UUID> add(Sealed sealed) {
        return database.sql("""
                insert into raw_payloads (id, facility_id, sha256, size, stored_size, key_id, stored_at, expires_at)
                values (:id, :facility, :hash, :size, :stored, :key, :now, :until)
                on conflict (facility_id, sha256) do nothing
                returning id""")
                .bind("id", sealed.id())
                .bind("facility", sealed.facilityId())
                .bind("hash", sealed.hash())
                .bind("size", sealed.size())
                .bind("stored", sealed.storedSize())
                .bind("key", sealed.keyId())
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(settings.retention()))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /**
     * Notes that the import received them: all of the batch or none, so that nobody reads half of it again.
     *
     * @param kept the payload of each of the batch's documents
     */
    Mono<Void> documents(ArchiveInbox.Batch batch, List<UUID> kept) {
        return database.sql("""
                insert into raw_documents (batch, place, job_id, name, payload_id, received_at)
                select :batch, document.number - 1, :job, document.name, document.payload, :now
                  from unnest(:names::text[], :payloads::uuid[]) with ordinality as document (name, payload, number)
                on conflict (batch, place) do nothing""")
                .bind("batch", batch.id())
                .bind("job", batch.contents().jobId())
                .bind("names", batch.contents().names().toArray(String[]::new))
                .bind("payloads", kept.toArray(UUID[]::new))
                .bind("now", clock.instant())
                .then();
    }

    /** The documents of the import's latest attempt, in their order. */
    Flux<Kept> ofJob(UUID jobId) {
        return database.sql("""
                select d.name, p.id, p.sha256 from raw_documents d join raw_payloads p on p.id = d.payload_id
                 where d.job_id = :job
                   and d.batch = (select batch from raw_documents where job_id = :job order by batch desc limit 1)
                 order by d.place""")
                .bind("job", jobId)
                .map(row -> new Kept(Objects.requireNonNull(row.get("name", String.class)),
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("sha256", String.class))))
                .all();
    }

    /** Some of those whose time is over. */
    Mono<List<UUID>> expired() {
        return database
                .sql("select id from raw_payloads where expires_at < :now order by expires_at limit " + PER_SWEEP)
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .collectList();
    }

    /** Those of them that no row tells of. */
    Mono<List<UUID>> unknown(List<UUID> some) {
        return database.sql("""
                select known.id from unnest(:some::uuid[]) known (id)
                 where not exists (select 1 from raw_payloads p where p.id = known.id)""")
                .bind("some", some.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .collectList();
    }

    /** Removes all of the facility's; which they were. */
    Mono<List<UUID>> removeAll(UUID facilityId) {
        return database.sql("delete from raw_payloads where facility_id = :facility returning id")
                .bind("facility", facilityId)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .collectList();
    }

    /** Forgets some receipts whose time is over, though the same content came again later; true if there may be more. */
    Mono<Boolean> forgetDocuments() {
        return database.sql("""
                delete from raw_documents where (batch, place) in (
                    select batch, place from raw_documents where received_at < :before limit :limit)""")
                .bind("before", clock.instant().minus(settings.retention()))
                .bind("limit", DOCUMENTS_PER_SWEEP)
                .fetch()
                .rowsUpdated()
                .map(forgotten -> forgotten == DOCUMENTS_PER_SWEEP);
    }

    /** Removes those of them that are there; how many, by facility. */
    Mono<Map<UUID, Long>> remove(List<UUID> some) {
        return database.sql("""
                with removed as (delete from raw_payloads where id = any(:some) returning facility_id)
                select facility_id, count(*) as payloads from removed group by facility_id""")
                .bind("some", some.toArray(UUID[]::new))
                .map(row -> Map.entry(Objects.requireNonNull(row.get("facility_id", UUID.class)),
                        Objects.requireNonNull(row.get("payloads", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
