// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.util.Locale;
import java.util.Optional;

/** The global roles of a person; owner and operator are relations to one facility, not roles. */
public enum Role {
    COMMERCIAL,
    RESIDENTIAL,
    ADMIN;

    /** The name in the token's {@code roles} claim. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The authority under which Spring Security knows it. */
    String authority() {
        return "ROLE_" + name();
    }

    static Optional<Role> ofClaim(String claim) {
        for (Role role : values()) {
            if (role.claim().equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
