// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Lists meters with what their intervals cover. */
@Repository
class MeterList {
    private static final UUID FIRST = new UUID(0, 0);

    private final DatabaseClient database;
    private final MeterCoverage coverage;

    MeterList(DatabaseClient database, MeterCoverage coverage) {
        this.database = database;
        this.coverage = coverage;
    }

    Mono<Page<MeterView>> ofFacility(UUID facilityId, PageRequest page) {
        return list("facility_id", facilityId, page);
    }

    Mono<Page<MeterView>> ofAuthorization(UUID authorizationId, PageRequest page) {
        return list("authorization_id", authorizationId, page);
    }

    /** The facility that an authorization belongs to, if anything of it was ever to be imported. */
    Mono<UUID> facilityOf(UUID authorizationId) {
        return database.sql("select facility_id from import_jobs where authorization_id = :id limit 1")
                .bind("id", authorizationId)
                .map(row -> uuid(row, "facility_id"))
                .one();
    }

    /** One meter. */
    Mono<MeterView> find(UUID id) {
        return database.sql("select * from meters where id = :id")
                .bind("id", id)
                .map(MeterList::view)
                .one()
                .flatMap(meter -> coverage.of(List.of(id)).map(found -> meter.covering(found.get(id))));
    }

    private Mono<Page<MeterView>> list(String column, UUID value, PageRequest page) {
        UUID after = page.cursor() == null ? FIRST : Cursor.decode(page.cursor(), 1).uuid(0);
        return database
                .sql("select * from meters where " + column + " = :value and id > :after order by id limit :limit")
                .bind("value", value)
                .bind("after", after)
                .bind("limit", page.limit() + 1)
                .map(MeterList::view)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())))
                .flatMap(this::covered);
    }

    private Mono<Page<MeterView>> covered(Page<MeterView> page) {
        return coverage.of(page.items().stream().map(MeterView::id).toList())
                .map(found -> page.map(meter -> meter.covering(found.get(meter.id()))));
    }

    private static MeterView view(Readable row) {
        return new MeterView(uuid(row, "id"), uuid(row, "facility_id"), uuid(row, "authorization_id"),
                text(row, "provider_id"), row.get("utility_meter_id", String.class), text(row, "usage_point_id"),
                row.get("account_id", String.class), row.get("service_address", String.class),
                row.get("meter_type", String.class), text(row, "role"), text(row, "commodity"),
                row.get("tariff", String.class), List.of(Objects.requireNonNull(row.get("blocks", String[].class))),
                null, row.get("condition", String.class), row.get("condition_since", Instant.class),
                text(row, "time_zone"), row.get("last_sync", Instant.class), text(row, "source"),
                EntityVersion.etag(Objects.requireNonNull(row.get("version", Long.class))),
                row.get("role_set_at", Instant.class) != null, row.get("generated_from", String.class),
                row.get("upload_accepted_at", Instant.class),
                text(row, "status"), row.get("status_since", Instant.class), row.get("former_address", String.class),
                row.get("address_changed_at", Instant.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
