// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.FacilitySnapshot.Operator;
import com.dcarbon.events.facility.InvitationUndeliverable;
import com.dcarbon.events.facility.OperatorStatus;

class UndeliverableIT extends OperatorTestBase {

    @Test
    void showsThatTheMailWasRefusedUntilTheNextGoesOut() {
        UUID facility = invited();

        refused(facility, invitation(facility, 2));
        awaitRecord(facility, record -> assertThat(record.at("/operator/status").asString())
                .isEqualTo("undeliverable"));

        Operator told = Objects.requireNonNull(snapshot(events(facility, 3).getLast()).operator());
        assertThat(told.status()).isEqualTo(OperatorStatus.UNDELIVERABLE);
        assertThat(events(facility, 3).getLast().type()).isEqualTo("facility_updated");
        preview(token(facility)).expectStatus().isOk();
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        assertThat(status(facility)).isEqualTo("invited");
        assertThat(events(facility, 4).getLast().type()).isEqualTo("operator_invited");
    }

    @Test
    void ignoresWhatWasTrueOfAnOlderInvitationOrOfOneThatWasTaken() {
        UUID facility = invited();
        Invitation older = invitation(facility, 2);
        resend(owner(), facility).expectStatus().isOk();
        UUID taken = operated();
        UUID last = invited();

        refused(facility, older);
        refused(taken, invitation(taken, 2));
        refused(UUID.randomUUID(), older);
        refused(last, invitation(last, 2));
        refused(last, invitation(last, 2));

        awaitRecord(last, record -> assertThat(record.at("/operator/status").asString()).isEqualTo("undeliverable"));
        assertThat(status(facility)).isEqualTo("invited");
        assertThat(status(taken)).isEqualTo("accepted");
        assertThat(events(last, 3)).hasSize(3);
    }

    private Invitation invitation(UUID facility, long version) {
        Operator operator = snapshot(events(facility, version).get((int) version - 1)).operator();
        return Objects.requireNonNull(Objects.requireNonNull(operator).invitation());
    }

    private static void refused(UUID facility, Invitation invitation) {
        publish(EventKind.INVITATION_UNDELIVERABLE, facility, 0, Instant.now(),
                new InvitationUndeliverable(facility, invitation.id(), Instant.now()));
    }
}
