// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;

/**
 * What is looked for; null means no matter.
 *
 * @param from inclusive
 * @param to exclusive
 * @param ipAddress the whole address
 * @param q words that occur, in this order, in the type, user and details, or in the address and what else stands aside
 *     of a person, in any case
 */
public record AuditSearch(@Nullable String eventType, @Nullable UUID facilityId, @Nullable UUID authorizationId,
        @Nullable String userId, @Nullable String ipAddress, @Nullable Instant from, @Nullable Instant to,
        @Nullable String q) {
    private static final int LONGEST_TEXT = 200;
    private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** Blank texts count as not given. */
    public AuditSearch {
        eventType = blankToNull(eventType);
        userId = blankToNull(userId);
        ipAddress = blankToNull(ipAddress);
        q = blankToNull(q);
    }

    /** @throws ProblemException {@code invalid_request} that names every field that cannot be meant */
    public AuditSearch checked() {
        List<InvalidField> invalid = new ArrayList<>();
        check(invalid, "event_type", eventType, type -> type.matches("[a-z][a-z0-9_]*"), "is not the name of an event");
        check(invalid, "user_id", userId, AuditSearch::isPlainText, "is not a user id");
        check(invalid, "ip_address", ipAddress, address -> address.matches("[0-9a-fA-F:.]{2,45}"),
                "is not an IP address");
        check(invalid, "q", q, AuditSearch::isPlainText, "is too long or holds control characters");
        check(invalid, "from", from, AuditSearch::isInAWritableYear, "must be in the years 0001 to 9999");
        check(invalid, "to", to, AuditSearch::isInAWritableYear, "must be in the years 0001 to 9999");
        if (from != null && to != null && to.isBefore(from)) {
            invalid.add(new InvalidField("to", "must not be before from"));
        }
        if (!invalid.isEmpty()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The search cannot be meant like this.")
                    .withFields(invalid);
        }
        return this;
    }

    /** The filters in use, for the record of this search. */
    public Map<String, @Nullable Object> filters() {
        Map<String, @Nullable Object> filters = new LinkedHashMap<>();
        filters.put("event_type", eventType);
        filters.put("facility_id", facilityId);
        filters.put("authorization_id", authorizationId);
        filters.put("user_id", userId);
        filters.put("ip_address", ipAddress);
        filters.put("from", from);
        filters.put("to", to);
        filters.put("q", q);
        filters.values().removeIf(value -> value == null);
        return filters;
    }

    private static <T> void check(List<InvalidField> invalid, String field, @Nullable T value, Predicate<T> condition,
            String message) {
        if (value != null && !condition.test(value)) {
            invalid.add(new InvalidField(field, message));
        }
    }

    private static boolean isPlainText(String text) {
        return text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
    }

    /** RFC 3339, section 5.6, writes years with four digits; far outside of them PostgreSQL fails or means infinity. */
    private static boolean isInAWritableYear(Instant time) {
        return !time.isBefore(YEAR_1) && time.isBefore(YEAR_10000);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
