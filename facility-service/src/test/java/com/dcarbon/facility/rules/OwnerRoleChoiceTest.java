// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.platform.security.Role.ADMIN;
import static com.dcarbon.platform.security.Role.COMMERCIAL;
import static com.dcarbon.platform.security.Role.RESIDENTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Role;

class OwnerRoleChoiceTest {

    @Test
    void letsCommercialUsersChoose() {
        assertThat(OwnerRoleChoice.of(Set.of(COMMERCIAL), "owner")).isEqualTo(OwnerRole.OWNER);
        assertThat(OwnerRoleChoice.of(Set.of(COMMERCIAL), "owner_operator")).isEqualTo(OwnerRole.OWNER_OPERATOR);
        refuses(null, COMMERCIAL);
        refuses("residential", COMMERCIAL);
        refuses("OWNER", COMMERCIAL);
        refuses("", COMMERCIAL);
    }

    @Test
    void leavesResidentialUsersNoChoice() {
        assertThat(OwnerRoleChoice.of(Set.of(RESIDENTIAL), null)).isEqualTo(OwnerRole.RESIDENTIAL);
        refuses("owner", RESIDENTIAL);
        refuses("residential", RESIDENTIAL);
    }

    @Test
    void takesNoChoiceAsAHomeForWhoIsBoth() {
        assertThat(OwnerRoleChoice.of(Set.of(COMMERCIAL, RESIDENTIAL), null)).isEqualTo(OwnerRole.RESIDENTIAL);
        assertThat(OwnerRoleChoice.of(Set.of(COMMERCIAL, RESIDENTIAL), "owner")).isEqualTo(OwnerRole.OWNER);
    }

    @Test
    void letsNobodyElseRegister() {
        assertThatThrownBy(() -> OwnerRoleChoice.of(Set.of(ADMIN), "owner"))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.type().code()).isEqualTo("forbidden"));
    }

    private static void refuses(@Nullable String wanted, Role role) {
        assertThatThrownBy(() -> OwnerRoleChoice.of(Set.of(role), wanted))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.fields()).extracting("field").containsExactly("owner_role"));
    }
}
