// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.facility.rules.FacilityFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.Person;

class OperatorTest {
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-0000000000aa");
    private static final Operator INVITED = Operator.invited("Pat@example.com",
            new Invitation(ID, 1, NOON.plusSeconds(60)));

    @ParameterizedTest(name = "{0}, verified {1}: {2}")
    @CsvSource({"Pat@example.com, true, ACCEPTED", "PAT@EXAMPLE.COM, true, ACCEPTED",
            "Pat@example.com, false, UNCONFIRMED", "sue@example.com, true, UNCONFIRMED", ", false, UNCONFIRMED",
            ", true, UNCONFIRMED"})
    void isAcceptedAtOnceOnlyIfTheInvitedAddressIsProven(@Nullable String email, boolean verified,
            OperatorStatus expected) {
        Operator operator = INVITED.takenBy(new Taker("pat", "Pat", email, verified));

        assertThat(operator.status()).isEqualTo(expected);
        assertThat(operator.email()).isEqualTo("Pat@example.com");
        assertThat(operator.invitation()).isNull();
        assertThat(operator.isTakenBy("pat")).isTrue();
        assertThat(operator.isTakenBy("sue")).isFalse();
    }

    @Test
    void isAcceptedOnceTheOwnerConfirms() {
        Operator operator = INVITED.takenBy(new Taker("sue", "Sue", "sue@example.com", true));

        assertThat(operator.isUnconfirmed()).isTrue();
        assertThat(operator.confirmed().isAccepted()).isTrue();
        assertThat(operator.confirmed().isTakenBy("sue")).isTrue();
    }

    @Test
    void waitsUntilItsTimeIsOver() {
        assertThat(INVITED.waits(NOON.plusSeconds(59))).isTrue();
        assertThat(INVITED.waits(NOON.plusSeconds(60))).isFalse();
        assertThat(INVITED.isInvitedAt("Pat@example.com", NOON)).isTrue();
        assertThat(INVITED.isInvitedAt("pat@example.com", NOON)).isFalse();
        assertThat(INVITED.isInvitedAt("Pat@example.com", NOON.plusSeconds(60))).isFalse();
        assertThat(INVITED.takenBy(new Taker("pat", null, null, false)).waits(NOON)).isFalse();
    }

    @Test
    void waitsThoughItsMailWasRefusedButNeedsAnother() {
        Operator refused = INVITED.undeliverable();

        assertThat(refused.waits(NOON)).isTrue();
        assertThat(refused.isInvitedAt("Pat@example.com", NOON)).isFalse();
        assertThat(INVITED.isInvitedBy(ID)).isTrue();
        assertThat(INVITED.isInvitedBy(UUID.randomUUID())).isFalse();
        assertThat(refused.isInvitedBy(ID)).isFalse();
    }

    @Test
    void tellsTheOthersOnlyAnAddressThatIsKnownToBeThePersons() {
        Taker proven = new Taker("sue", "Sue", "sue@example.com", true);
        Taker claiming = new Taker("sue", "Sue", "boss@example.com", false);

        assertThat(INVITED.snapshot().person()).isEqualTo(new Person(null, null, "Pat@example.com"));
        assertThat(INVITED.takenBy(proven).snapshot().person())
                .isEqualTo(new Person("sue", "Sue", "sue@example.com"));
        assertThat(INVITED.takenBy(claiming).snapshot().person()).isEqualTo(new Person("sue", "Sue", null));
        assertThat(INVITED.takenBy(claiming).confirmed().snapshot().person())
                .isEqualTo(new Person("sue", "Sue", "Pat@example.com"));
    }
}
