// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OperatorStatus.INVITED;
import static com.dcarbon.events.facility.OperatorStatus.UNCONFIRMED;
import static com.dcarbon.events.facility.OperatorStatus.UNDELIVERABLE;
import static com.dcarbon.events.facility.OwnerRole.OWNER;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.dcarbon.events.facility.OwnerRole.RESIDENTIAL;
import static com.dcarbon.platform.facility.Standing.AUTHORIZER;
import static com.dcarbon.platform.facility.Standing.STRANGER;
import static com.dcarbon.platform.facility.Standing.VIEWER;
import static com.dcarbon.platform.facility.Standing.WATCHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.Role;

class FacilityFactsTest {

    @Test
    void letsTheOwnerAuthorizeUnlessAnOperatorDoes() {
        assertThat(facility(OWNER_OPERATOR, null, null).standingOf("owner")).isEqualTo(AUTHORIZER);
        assertThat(facility(RESIDENTIAL, null, null).standingOf("owner")).isEqualTo(AUTHORIZER);
        assertThat(facility(OWNER, null, null).standingOf("owner")).isEqualTo(WATCHER);
        assertThat(facility(OWNER, "operator", ACCEPTED).standingOf("owner")).isEqualTo(WATCHER);
    }

    @Test
    void letsTheOperatorAuthorizeOnceAccepted() {
        assertThat(facility(OWNER, "operator", ACCEPTED).standingOf("operator")).isEqualTo(AUTHORIZER);
        assertThat(facility(OWNER, "operator", INVITED).standingOf("operator")).isEqualTo(STRANGER);
        assertThat(facility(OWNER, "operator", UNCONFIRMED).standingOf("operator")).isEqualTo(STRANGER);
        assertThat(facility(OWNER, "operator", UNDELIVERABLE).standingOf("operator")).isEqualTo(STRANGER);
        assertThat(facility(OWNER_OPERATOR, "operator", ACCEPTED).standingOf("operator")).isEqualTo(VIEWER);
    }

    @ParameterizedTest
    @EnumSource(OwnerRole.class)
    void showsNothingToStrangers(OwnerRole role) {
        assertThat(facility(role, "operator", ACCEPTED).standingOf("stranger")).isEqualTo(STRANGER);
    }

    @Test
    void showsAllToAdministratorsAndLetsThemAuthorizeOnlyTheirOwn() {
        assertThat(facility(OWNER, "operator", ACCEPTED).standingOf(admin("stranger"))).isEqualTo(VIEWER);
        assertThat(facility(OWNER, "operator", ACCEPTED).standingOf(admin("operator"))).isEqualTo(AUTHORIZER);
    }

    @Test
    void isNobodysOnceDiscarded() {
        var discarded = new FacilityFacts(OWNER_OPERATOR, "owner", null, null, true);
        assertThat(discarded.standingOf("owner")).isEqualTo(STRANGER);
        assertThat(discarded.standingOf(admin("owner"))).isEqualTo(STRANGER);
    }

    private static Caller admin(String userId) {
        return new Caller(userId, null, false, null, Set.of(Role.ADMIN), "192.0.2.1");
    }

    private static FacilityFacts facility(OwnerRole role, @Nullable String operator, @Nullable OperatorStatus status) {
        return new FacilityFacts(role, "owner", operator, status, false);
    }
}
