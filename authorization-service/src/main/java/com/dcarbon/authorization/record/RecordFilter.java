// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.problem.ProblemException;

/**
 * Which authorizations a list shows; everything that is set must hold.
 *
 * @param createdFrom inclusive
 * @param createdTo exclusive
 * @param q text that occurs in the user's name or e-mail address or in the facility's name
 */
record RecordFilter(@Nullable String method, @Nullable String status, @Nullable String provider,
        @Nullable Instant createdFrom, @Nullable Instant createdTo, @Nullable UUID facilityId, @Nullable String q) {
    /** RFC 3339, section 5.6, writes years with four digits; far outside of them PostgreSQL fails or means infinity. */
    private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    /** What is searched, as an index has it to the letter. */
    private static final String TEXT = """
            lower(coalesce(a.user_name, '') || ' ' || coalesce(a.user_email, '') || ' ' || coalesce(a.facility_name, ''))""";

    /** @throws ProblemException {@code invalid_request} if a filter cannot be meant */
    RecordFilter checked() {
        known("method", method, Arrays.stream(AuthMethod.values()).map(AuthMethod::wire));
        known("status", status, Arrays.stream(AuthStatus.values()).map(AuthStatus::wire));
        clean("provider", provider);
        clean("q", q);
        writable("created_from", createdFrom);
        writable("created_to", createdTo);
        if (createdFrom != null && createdTo != null && createdTo.isBefore(createdFrom)) {
            throw ProblemException.invalidField("created_to", "must not be before created_from");
        }
        return this;
    }

    /** The conditions as SQL on {@code authorizations a}. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, "a.method = :method", "method", method);
        add(conditions, "a.status = :status", "status", status);
        add(conditions, "a.provider_id = :provider", "provider", provider);
        add(conditions, "a.created_at >= :created_from", "created_from", createdFrom);
        add(conditions, "a.created_at < :created_to", "created_to", createdTo);
        add(conditions, "a.facility_id = :facility_id", "facility_id", facilityId);
        add(conditions, TEXT + " like lower(:q)", "q",
                q == null || q.isBlank() ? null : "%" + q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return conditions;
    }

    private static void add(List<Condition> conditions, String sql, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, parameter, value));
        }
    }

    private static void known(String field, @Nullable String value, Stream<String> values) {
        if (value != null && values.noneMatch(value::equals)) {
            throw ProblemException.invalidField(field, "is not one of the known values");
        }
    }

    private static void clean(String field, @Nullable String value) {
        if (value != null && (value.length() > 200 || value.chars().anyMatch(Character::isISOControl))) {
            throw ProblemException.invalidField(field,
                    "must be at most 200 characters, none of them control characters");
        }
    }

    private static void writable(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(YEAR_1) || !time.isBefore(YEAR_10000))) {
            throw ProblemException.invalidField(field, "must be in the years 0001 to 9999");
        }
    }

    /** One part of the where clause with its parameter. */
    record Condition(String sql, String parameter, Object value) {}
}
