// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.Event;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The projection of the facilities. */
@Repository
class Facilities {
    private final DatabaseClient database;

    Facilities(DatabaseClient database) {
        this.database = database;
    }

    /** Takes over a facility's state unless a later one is known. */
    Mono<Void> project(Event<FacilitySnapshot> event) {
        FacilitySnapshot facility = event.data();
        Optional<FacilitySnapshot.Operator> operator = Optional.ofNullable(facility.operator());
        return database
                .sql("""
                        insert into facilities (facility_id, version, owner_role, owner_id, operator_id, operator_status, discarded)
                        values (:id, :version, :role, :owner, nullif(:operator, ''), nullif(:status, ''), :discarded)
                        on conflict (facility_id) do update
                           set version = excluded.version, owner_role = excluded.owner_role, owner_id = excluded.owner_id,
                               operator_id = excluded.operator_id, operator_status = excluded.operator_status,
                               discarded = excluded.discarded
                         where facilities.version < excluded.version""")
                .bind("id", facility.facilityId())
                .bind("version", event.sequence())
                .bind("role", facility.ownerRole().wire())
                .bind("owner", Objects.requireNonNullElse(facility.owner().userId(), ""))
                .bind("operator", operator.map(o -> o.person().userId()).orElse(""))
                .bind("status", operator.map(o -> o.status().wire()).orElse(""))
                .bind("discarded", facility.discarded())
                .then();
    }

    Mono<FacilityRelation> find(UUID facilityId) {
        return database.sql("""
                select owner_role, owner_id, operator_id, operator_status, discarded
                  from facilities where facility_id = :id""")
                .bind("id", facilityId)
                .map(Facilities::relation)
                .one();
    }

    private static FacilityRelation relation(Readable row) {
        String status = row.get("operator_status", String.class);
        return new FacilityRelation(OwnerRole.of(text(row, "owner_role")), text(row, "owner_id"),
                row.get("operator_id", String.class), status == null ? null : OperatorStatus.of(status),
                Boolean.TRUE.equals(row.get("discarded", Boolean.class)));
    }

    private static String text(Readable row, String column) {
        @Nullable
        String text = row.get(column, String.class);
        return Objects.requireNonNull(text);
    }
}
