// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.LATER;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.authorization.AuthStatus;

class RetryDecisionTest {

    @ParameterizedTest
    @CsvSource({"PENDING, PENDING", "AUTHORIZED, AUTHORIZED", "FAILED, ASK", "REAUTHORIZATION_REQUIRED, ASK",
            "REVOKED, OVER"})
    void dependsOnTheStatus(AuthStatus status, RetryDecision decision) {
        Authorization wanted = in(status, "pge");
        assertThat(RetryDecision.of(List.of(wanted), wanted.id())).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, ANOTHER_IS_LIVE", "REAUTHORIZATION_REQUIRED, ANOTHER_IS_LIVE", "AUTHORIZED, AUTHORIZED",
            "FAILED, ASK", "REVOKED, ASK"})
    void leavesAnotherUtilitysAuthorizationAlone(AuthStatus elsewhere, RetryDecision decision) {
        Authorization wanted = in(AuthStatus.FAILED, "pge");
        assertThat(RetryDecision.of(List.of(in(elsewhere, "sce"), wanted), wanted.id())).isEqualTo(decision);
    }

    @Test
    void makesTheNextAttemptOfTheSamePersonPending() {
        Authorization failed = in(AuthStatus.FAILED, "pge");
        Authorization asked = failed.askAgain(LATER);

        assertThat(asked.status()).isEqualTo(AuthStatus.PENDING);
        assertThat(asked.attempt()).isEqualTo(failed.attempt() + 1);
        assertThat(asked.version()).isEqualTo(failed.version() + 1);
        assertThat(asked.lastAttemptAt()).isEqualTo(LATER);
        assertThat(asked.starter()).isEqualTo(failed.starter());
        assertThat(asked.failure()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "AUTHORIZED", "REVOKED"})
    void asksForNoAttemptWhereNoneFailed(AuthStatus status) {
        Authorization record = in(status, "pge");
        assertThatThrownBy(() -> record.askAgain(LATER)).isInstanceOf(IllegalTransitionException.class);
    }
}
