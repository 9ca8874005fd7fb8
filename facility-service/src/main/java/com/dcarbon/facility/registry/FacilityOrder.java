// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.problem.ProblemException;

/**
 * In which order a list shows facilities; ids decide between equals. There is an index for each, of all facilities, of
 * each owner's and of each operator's.
 */
record FacilityOrder(Field field, boolean descending) {

    /** What a list can be sorted by; names without regard to case. Facilities without any synchronisation count as the oldest. */
    enum Field {
        NAME("lower(f.name)", "lower(:after_key)"),
        CREATED_AT("f.created_at", "cast(:after_key as timestamptz)"),
        UPDATED_AT("f.updated_at", "cast(:after_key as timestamptz)"),
        LAST_SYNC("coalesce(f.last_sync, timestamptz 'epoch')", "cast(:after_key as timestamptz)");

        private final String expression;
        private final String afterKey;

        Field(String expression, String afterKey) {
            this.expression = expression;
            this.afterKey = afterKey;
        }
    }

    /** @throws ProblemException {@code invalid_request} if facilities cannot be sorted like this */
    static FacilityOrder of(@Nullable String sort) {
        String wanted = sort == null || sort.isEmpty() ? "-created_at" : sort;
        boolean descending = wanted.startsWith("-");
        return new FacilityOrder(switch (descending ? wanted.substring(1) : wanted) {
            case "name" -> Field.NAME;
            case "created_at" -> Field.CREATED_AT;
            case "updated_at" -> Field.UPDATED_AT;
            case "last_sync" -> Field.LAST_SYNC;
            default -> throw ProblemException.invalidField("sort",
                    "must be name, created_at, updated_at or last_sync, with - for descending");
        }, descending);
    }

    /** For {@code order by}. */
    String orderBy() {
        String direction = descending ? "desc" : "asc";
        return "%s %s, f.id %s".formatted(field.expression, direction, direction);
    }

    /** For {@code where}: the rows after the one with {@code :after_key} and {@code :after_id}. */
    String after() {
        return "(%s, f.id) %s (%s, :after_id)".formatted(field.expression, descending ? "<" : ">", field.afterKey);
    }

    Cursor cursor(Facility last) {
        return Cursor.of(switch (field) {
            case NAME -> last.editable().name();
            case CREATED_AT -> last.createdAt();
            case UPDATED_AT -> last.updatedAt();
            case LAST_SYNC -> Objects.requireNonNullElse(last.sync().lastSync(), Instant.EPOCH);
        }, last.id());
    }

    /** The value of {@code :after_key}. */
    Object key(Cursor cursor) {
        return field == Field.NAME ? cursor.text(0) : cursor.instant(0);
    }
}
