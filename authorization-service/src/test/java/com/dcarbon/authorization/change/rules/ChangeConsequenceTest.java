// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.lifecycle.rules.Starter;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

class ChangeConsequenceTest {
    private static final Instant ASKED = Instant.parse("2026-11-20T08:00:00Z");
    private static final Failure WHY = new Failure("user_cancelled", "Stopped.", "Start again.", true);

    @ParameterizedTest
    @CsvSource({"PENDING, Abandons", "AUTHORIZED, Revokes", "REAUTHORIZATION_REQUIRED, Revokes",
            "FAILED, LeavesBehind", "REVOKED, Nothing"})
    void endsWhatIsLiveAtAnotherUtility(AuthStatus status, String consequence) {
        assertThat(of(record(status, "pge", ASKED.minusSeconds(1)))).extracting(each -> each.getClass().getSimpleName())
                .isEqualTo(consequence);
    }

    @ParameterizedTest
    @CsvSource({"PENDING", "AUTHORIZED", "REAUTHORIZATION_REQUIRED", "FAILED", "REVOKED"})
    void leavesTheWantedUtilityAndLaterAttemptsAlone(AuthStatus status) {
        assertThat(of(record(status, "sce", ASKED.minusSeconds(1)))).isEqualTo(new ChangeConsequence.Nothing());
        assertThat(of(record(status, "pge", ASKED))).isEqualTo(new ChangeConsequence.Nothing());
        assertThat(of(record(status, "pge", ASKED.plusSeconds(1)))).isEqualTo(new ChangeConsequence.Nothing());
    }

    @Test
    void looksAtTheLiveOneBeforeTheNewest() {
        Authorization live = record(AuthStatus.AUTHORIZED, "pge", ASKED.minusSeconds(9));

        assertThat(of(record(AuthStatus.FAILED, "sdge", ASKED.minusSeconds(1)), live))
                .isEqualTo(new ChangeConsequence.Revokes(live));
    }

    @Test
    void looksAtTheNewestIfNoneIsLive() {
        assertThat(of(record(AuthStatus.REVOKED, "pge", ASKED.minusSeconds(1)),
                record(AuthStatus.FAILED, "sdge", ASKED.minusSeconds(9)))).isEqualTo(new ChangeConsequence.Nothing());
        assertThat(of()).isEqualTo(new ChangeConsequence.Nothing());
    }

    private static ChangeConsequence of(Authorization... records) {
        return ChangeConsequence.of(List.of(records), "sce", ASKED);
    }

    private static Authorization record(AuthStatus status, String utilityId, Instant at) {
        Authorization pending = Authorization.begin(UUID.randomUUID(), new UUID(0, 1),
                new Utility(utilityId, utilityId, AuthMethod.GREEN_BUTTON), new Starter("owner", null, null), at);
        return switch (status) {
            case PENDING -> pending;
            case AUTHORIZED -> pending.authorize("5", null, at);
            case FAILED -> pending.fail(WHY);
            case REAUTHORIZATION_REQUIRED -> pending.authorize("5", null, at).requireReauthorization(WHY);
            case REVOKED -> pending.revoke(WHY);
        };
    }
}
