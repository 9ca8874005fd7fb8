// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.quarantine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.archive.Copies;
import com.dcarbon.ingestion.source.NotUnderstood;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was not understood. */
@Repository
public class Quarantine implements Copies {
    private static final int CURSOR_PARTS = 2;
    private static final int LONGEST_DETAIL = 500;
    private static final TypeReference<List<NotUnderstood.Place>> PLACES = new TypeReference<>() {
    };

    private final DatabaseClient database;
    private final JsonMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    Quarantine(DatabaseClient database, JsonMapper json, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Notes it. The same finding of the same import again is no further one: it tells what was found the last time.
     */
    public Mono<Void> add(Finding finding) {
        String detail = finding.detail();
        return database.sql("""
                with known as (
                    update quarantined_items set amount = :amount, places = :places::jsonb
                     where job_id = :job and reason = :reason and detail = :detail
                    returning id)
                insert into quarantined_items (id, job_id, facility_id, provider_id, reason, detail, amount, places,
                    found_at)
                select :id, :job, :facility, :provider, :reason, :detail, :amount, :places::jsonb, :now
                 where not exists (select 1 from known)
                on conflict (job_id, reason, detail) do nothing""")
                .bind("id", Ids.next())
                .bind("job", finding.jobId())
                .bind("facility", finding.facilityId())
                .bind("provider", finding.providerId())
                .bind("reason", finding.reason())
                .bind("detail", detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail)
                .bind("amount", finding.amount())
                .bind("places", json.writeValueAsString(finding.places()))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .doOnNext(rows -> metrics
                        .counter("dcarbon.quarantined", "provider", finding.providerId(), "reason", finding.reason())
                        .increment(rows * (double) finding.amount()))
                .then();
    }

    /** Of that import nothing else was found. */
    public Mono<Void> keepOnly(UUID job, List<String> reasons) {
        return database.sql("delete from quarantined_items where job_id = :job and not reason = any(:reasons)")
                .bind("job", job)
                .bind("reasons", reasons.toArray(String[]::new))
                .then();
    }

    /** Where it was goes with the documents that were erased. */
    @Override
    public Mono<Void> forget(UUID facilityId) {
        return database.sql("update quarantined_items set places = '[]' where facility_id = :facility")
                .bind("facility", facilityId)
                .then();
    }

    /** The newest first. */
    Mono<Page<QuarantinedItem>> list(@Nullable UUID facilityId, PageRequest page) {
        Cursor after = page.cursor() == null
                ? Cursor.of(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1))
                : Cursor.decode(page.cursor(), CURSOR_PARTS);
        var select = database.sql("""
                select *, (select count(distinct place) from raw_documents d where d.job_id = item.job_id) as documents
                  from quarantined_items item
                 where (found_at, id) < (:time, :id)%s
                 order by found_at desc, id desc limit :limit"""
                .formatted(facilityId == null ? "" : " and facility_id = :facility"))
                .bind("time", after.instant(0))
                .bind("id", after.uuid(1))
                .bind("limit", page.limit() + 1);
        return (facilityId == null ? select : select.bind("facility", facilityId)).map(this::item)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), item -> Cursor.of(item.foundAt(), item.id())));
    }

    private QuarantinedItem item(Readable row) {
        return new QuarantinedItem(uuid(row, "id"), uuid(row, "job_id"), uuid(row, "facility_id"),
                text(row, "provider_id"), text(row, "reason"), text(row, "detail"), number(row, "amount"),
                json.readValue(text(row, "places"), PLACES),
                Objects.requireNonNull(row.get("found_at", Instant.class)), number(row, "documents"));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
