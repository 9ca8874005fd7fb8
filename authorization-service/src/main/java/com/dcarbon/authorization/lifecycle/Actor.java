// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.security.Caller;

/**
 * Who did a step, for the timeline and the audit log.
 *
 * @param userId {@code system:authorization-service} for the system itself
 * @param name null if not known
 * @param ipAddress where the call came from; null for the system
 * @param admin whether an administrator did it, whose name is for administrators only
 */
public record Actor(String userId, @Nullable String name, @Nullable String ipAddress, boolean admin) {
    /** One who is no administrator. */
    public Actor(String userId, @Nullable String name, @Nullable String ipAddress) {
        this(userId, name, ipAddress, false);
    }

    /** This service by itself. */
    public static final Actor SYSTEM = new Actor("system:authorization-service", null, null);

    public static Actor of(Caller caller) {
        return new Actor(caller.userId(), caller.name(), caller.ipAddress(), caller.isAdmin());
    }

    /** Without the personal data, so that it may stand in a log. */
    @Override
    public String toString() {
        return "Actor[" + userId + "]";
    }
}
