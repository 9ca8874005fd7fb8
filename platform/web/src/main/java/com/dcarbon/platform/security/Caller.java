// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The person who makes a call, as the token describes them. A controller method asks for it as a parameter.
 *
 * @param userId the token's {@code sub}
 * @param email null if the token has none
 * @param name null if the token has none
 * @param ipAddress where the call came from, as the gateway saw it
 */
public record Caller(String userId, @Nullable String email, boolean emailVerified, @Nullable String name,
        Set<Role> roles, String ipAddress) {

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAdmin() {
        return is(Role.ADMIN);
    }

    /** Without the personal data, so that it may stand in a log. */
    @Override
    public String toString() {
        return "Caller[" + userId + ", " + roles + "]";
    }
}
