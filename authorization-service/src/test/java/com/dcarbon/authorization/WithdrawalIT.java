// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OperatorStatus.UNCONFIRMED;
import static com.dcarbon.events.facility.OwnerRole.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;

/** An operator loses access: running attempts end, the operator sees nothing more, and the facility's data goes on. */
class WithdrawalIT extends OddUtilityIT {
    private final String operator = "operator-" + UUID.randomUUID();

    @Test
    void endsTheRunningSessionOfWhoLostAccess() {
        UUID facility = facilityOf("owner", operator, ACCEPTED);
        Started started = start(operator, facility, "pge");
        withdraw(facility);

        var told = (AuthorizationFailed) kafka.awaitEvent(Topic.AUTHORIZATIONS, event -> event.subject()
                .equals(facility.toString()) && event.type().equals("authorization_failed")).data();
        assertThat(told.code()).isEqualTo("access_withdrawn");
        assertThat(status(operator, started.sessionId()).path("code").asString()).as("the reason, and no more")
                .isEqualTo("access_withdrawn");
        assertThat(comeBack(customer.approve(started.redirectUrl(), operator, "password"), started).status())
                .isEqualTo("failed");
        assertThat(statusOf(authorizationOf(facility))).isEqualTo("failed");
        postStart(token(operator, "commercial"), facility, "pge", null).expectStatus().isNotFound();
    }

    @Test
    void endsItWhateverTookTheRightAway() {
        UUID unconfirmed = facilityOf("owner", operator, ACCEPTED);
        UUID replaced = facilityOf("owner", operator, ACCEPTED);
        Started first = start(operator, unconfirmed, "pge");
        Started second = start(operator, replaced, "pge");
        publish(unconfirmed, 2, "owner", OWNER, operator, UNCONFIRMED, false);
        publish(replaced, 2, "owner", OWNER, "another", ACCEPTED, false);

        for (Started each : new Started[]{first, second}) {
            assertThat(status(operator, each.sessionId()).path("code").asString()).isEqualTo("access_withdrawn");
        }
    }

    @Test
    void keepsTheAuthorizationAndHidesItFromWhoLostAccess() {
        UUID facility = facilityOf("owner", operator, ACCEPTED);
        Started started = start(operator, facility, "pge");
        comeBack(customer.approve(started.redirectUrl(), operator, "password"), started);
        UUID authorization = authorizationOf(facility);
        String former = token(operator, "commercial");
        read("/green-button/status?sessionId=" + started.sessionId(), former).expectStatus().isOk();
        withdraw(facility);

        assertAuthorized(authorization);
        assertThat(access(authorization, null).path("facility_id").asString()).isEqualTo(facility.toString());
        assertThat(json(read("/authorizations", former)).path("items")).isEmpty();
        assertThat(json(read("/authorizations?facility_id=" + facility, former)).path("items")).isEmpty();
        read("/authorizations/" + authorization, former).expectStatus().isNotFound();
        read("/green-button/status?sessionId=" + started.sessionId(), former).expectStatus().isNotFound();
        revoke(authorization, former).expectStatus().isNotFound();
        read("/authorizations/" + authorization, owner()).expectStatus().isOk();
    }

    @Test
    void leavesASessionAloneWhoseStarterMayGoOn() {
        UUID facility = facilityOf("owner", operator, ACCEPTED);
        Started started = start(operator, facility, "pge");
        publish(facility, 2, "owner", OWNER, operator, ACCEPTED, false);
        assertThat(status(operator, started.sessionId()).path("status").asString()).isEqualTo("pending");
    }

    private void withdraw(UUID facility) {
        var gone = new FacilitySnapshot.Operator(new Person(operator, operator, operator + "@example.com"), ACCEPTED);
        publish("operator_withdrawn", 2, new FacilitySnapshot(facility, "Plant of owner", OWNER,
                RegistrationStatus.COMPLETE, new Person("owner", "owner", "owner@example.com"), null, "pge", false,
                gone, null));
    }
}
