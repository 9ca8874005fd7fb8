// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The facilities that this service has heard of. */
@Repository
public class KnownFacilities {
    private static final String REMEMBER = """
            insert into facilities (id, version, name, owner_role, owner_id, owner_name, owner_email,
                                    operator_id, operator_name, operator_email, unconfirmed_id,
                                    invitation_id, invitation_key_id, invitation_expires_at, discarded)
            values (:id, :version, :name, :owner_role, :owner_id, :owner_name, :owner_email,
                    :operator_id, :operator_name, :operator_email, :unconfirmed_id,
                    :invitation_id, :invitation_key_id, :invitation_expires_at, :discarded)
            on conflict (id) do update
            set version = excluded.version, name = excluded.name, owner_role = excluded.owner_role,
                owner_id = excluded.owner_id, owner_name = excluded.owner_name, owner_email = excluded.owner_email,
                operator_id = excluded.operator_id, operator_name = excluded.operator_name,
                operator_email = excluded.operator_email, unconfirmed_id = excluded.unconfirmed_id,
                invitation_id = excluded.invitation_id, invitation_key_id = excluded.invitation_key_id,
                invitation_expires_at = excluded.invitation_expires_at, discarded = excluded.discarded
            where facilities.version < excluded.version""";
    private static final String FIND = """
            select id, name, owner_role, owner_id, owner_name, owner_email,
                   operator_id, operator_name, operator_email, unconfirmed_id,
                   invitation_id, invitation_key_id, invitation_expires_at, discarded
            from facilities where id = :id""";

    private final DatabaseClient database;

    KnownFacilities(DatabaseClient database) {
        this.database = database;
    }

    /** Whether it did: it changes nothing if that or a later version is known. */
    Mono<Boolean> remember(KnownFacility facility, long version) {
        Person nobody = new Person(null, null, null);
        Person operator = facility.operator() == null ? nobody : facility.operator();
        var invitation = facility.invitation();
        return database.sql(REMEMBER)
                .bind("id", facility.id())
                .bind("version", version)
                .bind("name", facility.name())
                .bind("owner_role", facility.ownerRole().wire())
                .bind("owner_id", text(facility.owner().userId()))
                .bind("owner_name", text(facility.owner().name()))
                .bind("owner_email", text(facility.owner().email()))
                .bind("operator_id", text(operator.userId()))
                .bind("operator_name", text(operator.name()))
                .bind("operator_email", text(operator.email()))
                .bind("unconfirmed_id", text(facility.unconfirmedId()))
                .bind("invitation_id", value(invitation == null ? null : invitation.id(), UUID.class))
                .bind("invitation_key_id", value(invitation == null ? null : invitation.keyId(), Integer.class))
                .bind("invitation_expires_at", value(invitation == null ? null : invitation.expiresAt(), Instant.class))
                .bind("discarded", facility.discarded())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    public Mono<KnownFacility> find(UUID id) {
        return database.sql(FIND).bind("id", id).map(KnownFacilities::facility).one();
    }

    private static KnownFacility facility(Readable row) {
        return new KnownFacility(Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                OwnerRole.of(Objects.requireNonNull(row.get("owner_role", String.class))),
                person(row, "owner"), operator(row), row.get("unconfirmed_id", String.class), invitation(row),
                Boolean.TRUE.equals(row.get("discarded", Boolean.class)));
    }

    private static @Nullable Person operator(Readable row) {
        return row.get("operator_id", String.class) == null ? null : person(row, "operator");
    }

    private static FacilitySnapshot.@Nullable Invitation invitation(Readable row) {
        UUID id = row.get("invitation_id", UUID.class);
        return id == null
                ? null
                : new FacilitySnapshot.Invitation(id,
                        Objects.requireNonNull(row.get("invitation_key_id", Integer.class)),
                        Objects.requireNonNull(row.get("invitation_expires_at", Instant.class)));
    }

    private static Person person(Readable row, String role) {
        return new Person(row.get(role + "_id", String.class), row.get(role + "_name", String.class),
                row.get(role + "_email", String.class));
    }

    private static Parameter text(@Nullable String value) {
        return value(value, String.class);
    }

    private static <T> Parameter value(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
