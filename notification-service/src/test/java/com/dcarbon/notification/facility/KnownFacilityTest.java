// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

class KnownFacilityTest {
    private static final Person OWNER = new Person("owner", "Olivia Owner", "owner@example.com");
    private static final Person OPERATOR = new Person("operator", "Omar Operator", "operator@example.com");

    @Test
    void newsConcernOwnerAndAcceptedOperator() {
        assertThat(facility(OPERATOR, OperatorStatus.ACCEPTED).people()).containsExactly(OWNER, OPERATOR);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
    void newsDoNotConcernAnOperatorWhoHasNotBeenAccepted(OperatorStatus status) {
        assertThat(facility(OPERATOR, status).people()).containsExactly(OWNER);
    }

    @Test
    void onePersonInBothRolesIsOnePerson() {
        assertThat(facility(new Person("owner", "Olivia", "other@example.com"), OperatorStatus.ACCEPTED).people())
                .containsExactly(OWNER);
    }

    @Test
    void withoutAnOperatorNewsConcernTheOwner() {
        assertThat(facility(null, OperatorStatus.ACCEPTED).people()).containsExactly(OWNER);
    }

    private static KnownFacility facility(@Nullable Person operator, OperatorStatus status) {
        return KnownFacility.of(new FacilitySnapshot(UUID.randomUUID(), "Sunny Yard", OwnerRole.OWNER,
                RegistrationStatus.COMPLETE, OWNER,
                operator == null ? null : new FacilitySnapshot.Operator(operator, status), "pge", false));
    }

    @Test
    void onlyTheOperatorOfSomeoneElsesFacilityMayAuthorize() {
        assertThat(facility(OPERATOR, OperatorStatus.ACCEPTED).authorizer()).contains(OPERATOR);
        assertThat(facility(OPERATOR, OperatorStatus.UNCONFIRMED).authorizer()).isEmpty();
    }

    @Test
    void awaitsTheInvitationThatWaitsAndNoOther() {
        var invitation = new FacilitySnapshot.Invitation(UUID.randomUUID(), 1, Instant.EPOCH);
        KnownFacility facility = KnownFacility.of(new FacilitySnapshot(UUID.randomUUID(), "Sunny Yard", OwnerRole.OWNER,
                RegistrationStatus.COMPLETE, OWNER,
                new FacilitySnapshot.Operator(new Person(null, null, "operator@example.com"), OperatorStatus.INVITED,
                        invitation),
                "pge", false));

        assertThat(facility.awaits(invitation.id())).isTrue();
        assertThat(facility.awaits(UUID.randomUUID())).isFalse();
    }
}
