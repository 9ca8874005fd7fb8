// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.facility.registry.FacilityFilter.Relation;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Readable;
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
            from facilities f
                left join operators o on o.facility_id = f.id
                left join syncs s on s.facility_id = f.id and s.authorization_id = f.authorization_id
            where\s""";
    private static final String OWNED = "select id from facilities where owner_user_id = :user_id";
    private static final String OPERATED = """
            select facility_id from operators where user_id = :user_id and status = 'accepted'""";
    private static final String COUNT = """
            select count(*) as total,
                   count(*) filter (where registration_status = 'in_progress') as in_progress,
                   count(*) filter (where registration_status = 'complete') as complete,
                   count(*) filter (where auth_status is null) as not_started,
                   count(*) filter (where auth_status = 'pending') as pending,
                   count(*) filter (where auth_status = 'authorized') as authorized,
                   count(*) filter (where auth_status = 'failed') as failed,
                   count(*) filter (where auth_status = 'revoked') as revoked,
                   count(*) filter (where auth_status = 'reauthorization_required') as reauthorization_required
            from facilities f where\s""";

    private final DatabaseClient database;

    Facilities(DatabaseClient database) {
        this.database = database;
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
        return database.sql(SELECT + "f.id = :id").bind("id", id).map(FacilityRows::facility).one();
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

    Mono<Page<Facility>> find(Caller caller, FacilityFilter filter, FacilityOrder order, PageRequest page) {
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        addVisible(conditions, values, caller, filter);
        addStatuses(conditions, values, filter);
        String cursor = page.cursor();
        if (cursor != null) {
            Cursor after = Cursor.decode(cursor, 2);
            conditions.add(order.after());
            values.put("after_key", order.key(after));
            values.put("after_id", after.uuid(1));
        }
        values.put("limit", page.limit() + 1);
        return database
                .sql(SELECT + String.join(" and ", conditions) + " order by " + order.orderBy() + " limit :limit")
                .bindValues(values)
                .map(FacilityRows::facility)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), order::cursor));
    }

    Mono<FacilityCounts> count(Caller caller, FacilityFilter filter) {
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        addVisible(conditions, values, caller, filter);
        return database.sql(COUNT + String.join(" and ", conditions))
                .bindValues(values)
                .map(Facilities::counts)
                .one();
    }

    private static void addVisible(List<String> conditions, Map<String, Object> values, Caller caller,
            FacilityFilter filter) {
        Relation relation = filter.relation();
        if (relation == null && caller.isAdmin()) {
            conditions.add("true");
            return;
        }
        values.put("user_id", caller.userId());
        conditions.add("f.id in (" + (relation == Relation.OWNER
                ? OWNED
                : relation == Relation.OPERATOR ? OPERATED : OWNED + " union all " + OPERATED) + ")");
    }

    private static void addStatuses(List<String> conditions, Map<String, Object> values, FacilityFilter filter) {
        if (filter.registration() != null) {
            conditions.add("f.registration_status = :registration_status");
            values.put("registration_status", filter.registration().wire());
        }
        if (filter.authStatus() != null) {
            conditions.add("f.auth_status = :auth_status");
            values.put("auth_status", filter.authStatus().wire());
        }
    }

    private static FacilityCounts counts(Readable row) {
        return new FacilityCounts(number(row, "total"), number(row, "in_progress"), number(row, "complete"),
                number(row, "not_started"), number(row, "pending"), number(row, "authorized"), number(row, "failed"),
                number(row, "revoked"), number(row, "reauthorization_required"));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
