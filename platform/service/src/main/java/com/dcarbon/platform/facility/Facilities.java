// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The projection of {@code dcarbon.facilities}, in the service's own table {@code facilities}. */
class Facilities {
    private static final String STORE = """
            insert into facilities
                (facility_id, version, name, owner_role, owner_id, operator_id, operator_status, discarded)
            values (:facility_id, :version, :name, :owner_role, :owner_id, :operator_id, :operator_status, :discarded)
            on conflict (facility_id) do update set
                version = excluded.version, name = excluded.name, owner_role = excluded.owner_role,
                owner_id = excluded.owner_id, operator_id = excluded.operator_id,
                operator_status = excluded.operator_status, discarded = excluded.discarded
            where facilities.version < excluded.version""";
    private static final String FIND = """
            select owner_role, owner_id, operator_id, operator_status, discarded
            from facilities where facility_id = :facility_id""";

    private final DatabaseClient database;

    Facilities(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps the newest version; an older one changes nothing. */
    Mono<Void> store(Event<FacilitySnapshot> event) {
        FacilitySnapshot told = event.data();
        FacilityFacts facts = FacilityFacts.of(told);
        OperatorStatus status = facts.operatorStatus();
        return database.sql(STORE)
                .bind("facility_id", told.facilityId())
                .bind("version", event.sequence())
                .bind("name", told.name())
                .bind("owner_role", facts.ownerRole().wire())
                .bind("owner_id", Parameters.in(R2dbcType.VARCHAR, facts.ownerId()))
                .bind("operator_id", Parameters.in(R2dbcType.VARCHAR, facts.operatorId()))
                .bind("operator_status", Parameters.in(R2dbcType.VARCHAR, status == null ? null : status.wire()))
                .bind("discarded", facts.discarded())
                .then();
    }

    /** Empty while nothing is known of it. */
    Mono<FacilityFacts> find(UUID id) {
        return database.sql(FIND).bind("facility_id", id).map(Facilities::facts).one();
    }

    private static FacilityFacts facts(Readable row) {
        @Nullable
        String status = row.get("operator_status", String.class);
        return new FacilityFacts(OwnerRole.of(Objects.requireNonNull(row.get("owner_role", String.class))),
                row.get("owner_id", String.class), row.get("operator_id", String.class),
                status == null ? null : OperatorStatus.of(status),
                Objects.requireNonNull(row.get("discarded", Boolean.class)));
    }
}
