// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.facility.registry.FacilityFilter.Relation;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/**
 * Lists of facilities. What a person owns and what that person operates are two walks along an index each, of one page
 * at most, so that a late page of a long list costs what its first one costs.
 */
@Repository
class FacilityLists {
    private static final String OWNED = "f.owner_user_id = :user_id";
    private static final String OPERATED = "f.operated_by = :user_id";
    private static final String ALL = "true";
    /** Grouped below the union already, where an index has the groups together. */
    private static final String COUNT = """
            select coalesce(sum(n), 0) as total,
                   coalesce(sum(n) filter (where registration_status = 'in_progress'), 0) as in_progress,
                   coalesce(sum(n) filter (where registration_status = 'complete'), 0) as complete,
                   coalesce(sum(n) filter (where auth_status is null), 0) as not_started,
                   coalesce(sum(n) filter (where auth_status = 'pending'), 0) as pending,
                   coalesce(sum(n) filter (where auth_status = 'authorized'), 0) as authorized,
                   coalesce(sum(n) filter (where auth_status = 'failed'), 0) as failed,
                   coalesce(sum(n) filter (where auth_status = 'revoked'), 0) as revoked,
                   coalesce(sum(n) filter (where auth_status = 'reauthorization_required'), 0)
                       as reauthorization_required
            from (%s) f""";

    private final DatabaseClient database;

    FacilityLists(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page<Facility>> find(Caller caller, FacilityFilter filter, FacilityOrder order, PageRequest page) {
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = statuses(values, filter);
        String cursor = page.cursor();
        if (cursor != null) {
            Cursor after = Cursor.decode(cursor, 2);
            conditions.add(order.after());
            values.put("after_key", order.key(after));
            values.put("after_id", after.uuid(1));
        }
        values.put("limit", page.limit() + 1);
        String end = " order by " + order.orderBy() + " limit :limit";
        String rows = union("*", relations(values, caller, filter), conditions, end);
        return database.sql(Facilities.select("(" + rows + ")") + end)
                .bindValues(values)
                .map(FacilityRows::facility)
                .all()
                .collectList()
                .map(found -> Page.of(found, page.limit(), order::cursor));
    }

    /** Of all that the caller is that to, whatever status is asked for. */
    Mono<FacilityCounts> count(Caller caller, FacilityFilter filter) {
        Map<String, Object> values = new HashMap<>();
        String rows = union("auth_status, registration_status, count(*) as n", relations(values, caller, filter),
                List.of(), " group by auth_status, registration_status");
        return database.sql(COUNT.formatted(rows)).bindValues(values).map(FacilityLists::counts).one();
    }

    private static String union(String columns, List<String> relations, List<String> conditions, String end) {
        return String.join(" union all ", relations.stream().map(relation -> {
            List<String> all = new ArrayList<>(conditions);
            all.addFirst(relation);
            return "(select " + columns + " from facilities f where " + String.join(" and ", all) + end + ")";
        }).toList());
    }

    private static List<String> relations(Map<String, Object> values, Caller caller, FacilityFilter filter) {
        Relation relation = filter.relation();
        if (relation == null && caller.isAdmin()) {
            return List.of(ALL);
        }
        values.put("user_id", caller.userId());
        return relation == null ? List.of(OWNED, OPERATED) : List.of(relation == Relation.OWNER ? OWNED : OPERATED);
    }

    private static List<String> statuses(Map<String, Object> values, FacilityFilter filter) {
        List<String> conditions = new ArrayList<>();
        if (filter.registration() != null) {
            conditions.add("f.registration_status = :registration_status");
            values.put("registration_status", filter.registration().wire());
        }
        String authStatus = filter.authStatus();
        if (FacilityFilter.NOT_STARTED.equals(authStatus)) {
            conditions.add("f.auth_status is null");
        } else if (authStatus != null) {
            conditions.add("f.auth_status = :auth_status");
            values.put("auth_status", authStatus);
        }
        return conditions;
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
