// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.Arrays;
import java.util.Locale;

/** Who calls; each is a column of the page. */
enum Visitor {
    /** Has no token. */
    NOBODY,
    /** The identity of a service: client credentials with the internal scope. */
    SERVICE,
    /** A commercial user who has nothing to do with the facility, and has none. */
    STRANGER,
    /** A residential user who asks for what is not theirs; the same person as {@link #HOME}. */
    RESIDENT,
    /** Was the facility's operator until the owner withdrew them. */
    WITHDRAWN,
    /** The facility's owner, who left authorizing to an operator. */
    OWNER,
    /** The facility's accepted operator, who authorized it. */
    OPERATOR,
    /** A residential user who asks for their own home, which they authorized. */
    HOME,
    /** An administrator. */
    ADMIN;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param column as the page heads it */
    static Visitor of(String column) {
        return Arrays.stream(values())
                .filter(visitor -> visitor.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + column));
    }
}
