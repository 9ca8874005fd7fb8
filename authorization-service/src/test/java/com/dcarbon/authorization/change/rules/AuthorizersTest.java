// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;

class AuthorizersTest {

    @ParameterizedTest
    @EnumSource(OperatorStatus.class)
    void isTheAcceptedOperatorAloneWhereTheOwnerLeftItToOne(OperatorStatus status) {
        FacilitySnapshot facility = facility(OwnerRole.OWNER, status, false);

        assertThat(Authorizers.of(facility).test("operator")).isEqualTo(status == OperatorStatus.ACCEPTED);
        assertThat(Authorizers.of(facility).test("owner")).isFalse();
        assertThat(Authorizers.of(facility).test("stranger")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER_OPERATOR", "RESIDENTIAL"})
    void isTheOwnerAloneElsewhere(OwnerRole role) {
        FacilitySnapshot facility = facility(role, OperatorStatus.ACCEPTED, false);

        assertThat(Authorizers.of(facility).test("owner")).isTrue();
        assertThat(Authorizers.of(facility).test("operator")).isFalse();
    }

    @Test
    void isNobodyWithoutAnOperatorOrAFacility() {
        assertThat(Authorizers.of(facility(OwnerRole.OWNER, null, false)).test("operator")).isFalse();
        assertThat(Authorizers.of(facility(OwnerRole.RESIDENTIAL, null, true)).test("owner")).isFalse();
    }

    private static FacilitySnapshot facility(OwnerRole role, @Nullable OperatorStatus status, boolean discarded) {
        var operator = status == null
                ? null
                : new FacilitySnapshot.Operator(new Person("operator", null, null), status);
        return new FacilitySnapshot(new UUID(0, 1), "Plant", role, RegistrationStatus.COMPLETE,
                new Person("owner", null, null), operator, null, discarded);
    }
}
