// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.problem.ProblemException;

/** Which facilities a list shows; null means no matter. */
record FacilityFilter(@Nullable Relation relation, @Nullable RegistrationStatus registration,
        @Nullable String authStatus) {
    /** What an authorization status is called where nothing ever began. */
    static final String NOT_STARTED = "not_started";

    /** What the caller is to the facility. */
    enum Relation {
        OWNER,
        OPERATOR
    }

    /** @throws ProblemException {@code invalid_request} for a word that is none of the parameter's */
    static FacilityFilter of(@Nullable String relation, @Nullable String registration, @Nullable String authStatus) {
        return new FacilityFilter(
                parse("relation", relation, word -> Relation.valueOf(word.toUpperCase(Locale.ROOT)),
                        "owner or operator"),
                parse("registration", registration, RegistrationStatus::of, "in_progress or complete"),
                parse("auth_status", authStatus,
                        word -> word.equals(NOT_STARTED) ? NOT_STARTED : AuthStatus.of(word).wire(),
                        "pending, authorized, failed, revoked, reauthorization_required or not_started"));
    }

    private static <T> @Nullable T parse(String parameter, @Nullable String word, Function<String, T> parser,
            String allowed) {
        try {
            return word == null || word.isEmpty() ? null : parser.apply(word);
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalidField(parameter, "must be " + allowed);
        }
    }
}
