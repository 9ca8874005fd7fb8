// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.fault.Effect.Course;

/**
 * What the test user {@code UAPI_TEST_<scenario>} meets. Further letters after a plus sign make another user with other
 * meters of the same scenario.
 */
enum Scenario {
    /** One meter. */
    RESIDENTIAL,
    /** Four meters. */
    COMMERCIAL,
    /** A gas meter only. */
    GAS,
    /** The login is refused at once. */
    BADLOGIN("access_invalid"),
    /** The login is taken, and refused afterwards. */
    BADLOGIN_AFTER(null, List.of(Course.FAILED), "access_invalid"),
    /** The account is locked. */
    LOCKED("access_locked"),
    /** The account turns out to be locked. */
    LOCKED_AFTER(null, List.of(Course.FAILED), "access_locked"),
    /** An account that cannot be read. */
    UNSUPPORTED_AFTER(null, List.of(Course.FAILED), "access_unsupported"),
    /** The utility's site is down. */
    WEBSITEDOWN("utility_down"),
    /** The utility's site goes down, and comes back. */
    WEBSITEDOWN_AFTER(null, List.of(Course.RETRYING, Course.RETRYING), null),
    /** An error at the utility. */
    UTILITYERROR("server_error"),
    /** An error at the utility afterwards. */
    UTILITYERROR_AFTER(null, List.of(Course.FAILED), "utility_error"),
    /** Meters without intervals. */
    NOINTERVALS,
    /** Meters with intervals for every other day. */
    PARTIALINTERVALS,
    /** Somebody at UtilityAPI would have to do something, and nobody does. */
    PENDING_MANUAL_AFTER(null, List.of(Course.DELAYED, Course.HELD), null),
    /** The login takes long. */
    WAIT_TO_LOGIN_AFTER(null, List.of(Course.DELAYED), null),
    /** Revoked as soon as it is given. */
    REVOKED,
    /** An account without meters. */
    EMPTY,
    /** The utility sends a code that the form asks for. */
    TWO_FACTOR(null, List.of(Course.DELAYED), null);

    static final String PREFIX = "UAPI_TEST_";

    /** The error that the form ends with; null: it succeeds. */
    final @Nullable String error;
    /** What happens after it, before the meters are found. */
    final List<Course> courses;
    /** Why it fails in the end; null if it does not. */
    final @Nullable String note;

    Scenario() {
        this(null, List.of(), null);
    }

    Scenario(String error) {
        this(error, List.of(), null);
    }

    Scenario(@Nullable String error, List<Course> courses, @Nullable String note) {
        this.error = error;
        this.courses = courses;
        this.note = note;
    }

    /** What that user meets; a name that names no scenario, or none known, is {@link #RESIDENTIAL}. */
    static Scenario of(String username) {
        String name = isTest(username) ? username.substring(PREFIX.length()).replaceFirst("\\+.*", "") : "";
        return Arrays.stream(values())
                .filter(scenario -> scenario.wire().equals(name))
                .findFirst()
                .orElse(RESIDENTIAL);
    }

    static boolean isTest(String username) {
        return username.startsWith(PREFIX);
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
