// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.ending.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.authorization.AuthStatus;

class RevokeDecisionTest {

    @ParameterizedTest
    @CsvSource({"PENDING, ASK_FIRST, END", "AUTHORIZED, ASK_FIRST, END", "REAUTHORIZATION_REQUIRED, ASK_FIRST, END",
            "REVOKED, DONE_BEFORE, DONE_BEFORE", "FAILED, NOTHING_TO_END, NOTHING_TO_END"})
    void endsWhatIsLiveOnceThatIsConfirmed(AuthStatus status, RevokeDecision unconfirmed, RevokeDecision confirmed) {
        assertThat(RevokeDecision.of(status, false)).isEqualTo(unconfirmed);
        assertThat(RevokeDecision.of(status, true)).isEqualTo(confirmed);
    }
}
