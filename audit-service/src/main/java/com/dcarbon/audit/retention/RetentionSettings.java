// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.retention;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long entries are kept after the day on which they arrived.
 *
 * @param period entries of all types that are not named, as {@code 7y}
 * @param byType other periods for single types
 * @param atOnce how many entries go in one transaction
 * @param interval how often is looked for what is past
 */
@Validated
@ConfigurationProperties("dcarbon.audit.retention")
record RetentionSettings(@DefaultValue("7y") Period period, @DefaultValue List<@Valid OfType> byType,
        @DefaultValue("1000") @Min(1) @Max(10_000) int atOnce,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration interval) {
    /** Nobody means less, but a slip of the pen would empty the log. */
    private static final int FEWEST_DAYS = 30;
    private static final int DAYS_OF_MONTH = 30;
    /** What tells of drops is kept as long as the longest, for what it tells of is looked up there. */
    private static final String DROPS = "audit_entries_dropped";
    private static final String ALL_OTHERS = "*";

    /** A type of entries that is kept for a time of its own. */
    record OfType(@NotNull @Pattern(regexp = "[a-z][a-z0-9_]*") String eventType, @NotNull Period period) {}

    /** For the check. */
    @AssertTrue(message = "each period must be 30 days or more, of each type once, and not of audit_entries_dropped")
    boolean isMeant() {
        return days(period) >= FEWEST_DAYS
                && byType.stream().allMatch(one -> days(one.period()) >= FEWEST_DAYS && !one.eventType().equals(DROPS))
                && byType.stream().map(OfType::eventType).distinct().count() == byType.size();
    }

    /** The period of each type, and of {@code *} for all others, as ISO 8601 writes it. */
    Map<String, String> policy() {
        Map<String, String> policy = new TreeMap<>();
        Period longest = period;
        policy.put(ALL_OTHERS, period.toString());
        for (OfType one : byType) {
            policy.put(one.eventType(), one.period().toString());
            longest = days(one.period()) > days(longest) ? one.period() : longest;
        }
        policy.put(DROPS, longest.toString());
        return policy;
    }

    private static long days(Period period) {
        return period.isNegative() ? -1 : period.toTotalMonths() * DAYS_OF_MONTH + period.getDays();
    }
}
