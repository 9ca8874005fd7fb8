// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/** What a change is a change of; the name of its event in the stream. */
enum ChangeKind {
    FACILITY,
    AUTHORIZATION,
    NOTIFICATION;

    /** The name on the wire and in the database. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Those that a caller asked for.
     *
     * @param names null for all
     * @throws ProblemException {@code invalid_request} if one is unknown or there is none
     */
    static Set<ChangeKind> named(@Nullable List<String> names) {
        if (names == null) {
            return EnumSet.allOf(ChangeKind.class);
        }
        Set<ChangeKind> kinds = Arrays.stream(values())
                .filter(kind -> names.contains(kind.wire()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ChangeKind.class)));
        if (kinds.isEmpty() || kinds.size() < Set.copyOf(names).size()) {
            throw ProblemException.invalidField("kind", "must be facility, authorization or notification, or several");
        }
        return kinds;
    }
}
