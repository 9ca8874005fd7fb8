// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.facility.rules.Facility;

import io.r2dbc.spi.Parameter;
import reactor.core.publisher.Mono;

/** The table of facilities, each with its operator. */
@Repository
public class Facilities {
    private static final String SELECT = """
            select f.*, o.user_id as operator_user_id, o.name as operator_name, o.email as operator_email,
                   o.status as operator_status, o.user_email as operator_user_email,
                   o.user_email_verified as operator_user_email_verified,
                   o.invitation_id, o.invitation_key_id, o.invitation_expires_at,
                   s.succeeded_at as sync_succeeded_at, s.failed_at as sync_failed_at
            from %s f
                left join operators o on o.facility_id = f.id
                left join syncs s on s.facility_id = f.id and s.authorization_id = f.authorization_id""";

    private final DatabaseClient database;

    Facilities(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What {@link FacilityRows} reads.
     *
     * @param rows the table, or a query of its rows; {@code f} in what follows
     */
    static String select(String rows) {
        return SELECT.formatted(rows);
    }

    Mono<Void> add(Facility facility) {
        Map<String, Parameter> columns = FacilityColumns.of(facility);
        List<String> names = List.copyOf(columns.keySet());
        return database.sql("insert into facilities (%s) values (:%s)".formatted(String.join(", ", names),
                String.join(", :", names))).bindValues(columns).then();
    }

    /** Writes the facility over the one that is there, save its syncs; for one that is locked by {@link #lock}. */
    public Mono<Void> replace(Facility facility) {
        Map<String, Parameter> columns = FacilityColumns.of(facility);
        List<String> assignments = columns.keySet().stream().map(name -> name + " = :" + name).toList();
        return database.sql("update facilities set %s where id = :id".formatted(String.join(", ", assignments)))
                .bindValues(columns)
                .then();
    }

    Mono<Void> remove(UUID id) {
        return database.sql("delete from facilities where id = :id").bind("id", id).then();
    }

    /** The facility, or empty if there is none. */
    public Mono<Facility> find(UUID id) {
        return database.sql(select("facilities") + " where f.id = :id").bind("id", id).map(FacilityRows::facility)
                .one();
    }

    /**
     * The facility, unchangeable by others until the transaction ends; empty if there is none. Read by a statement of
     * its own: one that waits for the lock sees the row as it is afterwards, but what is joined as it was before.
     */
    public Mono<Facility> lock(UUID id) {
        return database.sql("select id from facilities where id = :id for update")
                .bind("id", id)
                .map(row -> row.get("id", UUID.class))
                .one()
                .flatMap(this::find);
    }
}
