// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;

class HearingOfOperatorsTest {
    private static final Person OWNER = new Person("owner", "Olivia Owner", "owner@example.com");
    private static final Person OPERATOR = new Person("operator", "Omar Operator", "operator@example.com");

    /** It is told later, when the facility may be called something that is no business of theirs any more. */
    @Test
    void notesWhatTheFacilityWasCalledWhenItsOperatorWasWithdrawn() {
        var facility = new FacilitySnapshot(UUID.randomUUID(), "Sunny Yard", OwnerRole.OWNER,
                RegistrationStatus.COMPLETE, OWNER, null, "pge", false,
                new FacilitySnapshot.Operator(OPERATOR, OperatorStatus.ACCEPTED), null);
        var event = new Event<>(UUID.randomUUID(), EventKind.OPERATOR_WITHDRAWN.typeName(), "/facility-service",
                Instant.EPOCH, facility.facilityId().toString(), 2, facility);

        assertThat(HearingOfOperators.news(null, event)).singleElement()
                .satisfies(news -> assertThat(news.facts().facilityName()).isEqualTo("Sunny Yard"));
    }
}
