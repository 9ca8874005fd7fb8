// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Role;

/** Which role a person takes towards a new facility. */
public final class OwnerRoleChoice {
    private static final String FIELD = "owner_role";

    private OwnerRoleChoice() {}

    /**
     * Commercial users choose; residential ones have nothing to choose; who is both chooses, or registers a home.
     *
     * @param wanted {@code owner} or {@code owner_operator}, or null
     * @throws ProblemException {@code invalid_request} if that choice is not theirs, {@code forbidden} if they may not
     *     register facilities
     */
    public static OwnerRole of(Set<Role> roles, @Nullable String wanted) {
        boolean commercial = roles.contains(Role.COMMERCIAL);
        boolean residential = roles.contains(Role.RESIDENTIAL);
        if (!commercial && !residential) {
            throw new ProblemException(CommonProblem.FORBIDDEN,
                    "Only commercial and residential users register facilities.");
        }
        if (wanted == null) {
            return residential ? OwnerRole.RESIDENTIAL : refuse("must be owner or owner_operator");
        }
        if (!commercial) {
            return refuse("must be absent for residential users");
        }
        return switch (wanted) {
            case "owner" -> OwnerRole.OWNER;
            case "owner_operator" -> OwnerRole.OWNER_OPERATOR;
            default -> refuse("must be owner or owner_operator");
        };
    }

    private static OwnerRole refuse(String message) {
        throw ProblemException.invalidField(FIELD, message);
    }
}
