// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.facility;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.facility.rules.FacilityFacts;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The projection of {@code dcarbon.facilities}. */
@Repository
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
            select facility_id, version, name, owner_role, owner_id, operator_id, operator_status, discarded
            from facilities where facility_id = :facility_id""";

    private final DatabaseClient database;

    Facilities(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps the newest version; an older one changes nothing. */
    Mono<Void> store(Facility facility) {
        FacilityFacts facts = facility.facts();
        OperatorStatus status = facts.operatorStatus();
        return database.sql(STORE)
                .bind("facility_id", facility.id())
                .bind("version", facility.version())
                .bind("name", facility.name())
                .bind("owner_role", facts.ownerRole().wire())
                .bind("owner_id", nullable(facts.ownerId(), String.class))
                .bind("operator_id", nullable(facts.operatorId(), String.class))
                .bind("operator_status", nullable(status == null ? null : status.wire(), String.class))
                .bind("discarded", facts.discarded())
                .then();
    }

    Mono<Facility> find(UUID id) {
        return database.sql(FIND).bind("facility_id", id).map(Facilities::facility).one();
    }

    private static Facility facility(Readable row) {
        @Nullable
        String status = row.get("operator_status", String.class);
        var facts = new FacilityFacts(OwnerRole.of(required(row, "owner_role", String.class)),
                row.get("owner_id", String.class), row.get("operator_id", String.class),
                status == null ? null : OperatorStatus.of(status), required(row, "discarded", Boolean.class));
        return new Facility(required(row, "facility_id", UUID.class), required(row, "version", Long.class),
                required(row, "name", String.class), facts);
    }
}
