// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import static com.dcarbon.authorization.session.rules.SessionState.AUTHORIZED;
import static com.dcarbon.authorization.session.rules.SessionState.AWAITING;
import static com.dcarbon.authorization.session.rules.SessionState.EXCHANGING;
import static com.dcarbon.authorization.session.rules.SessionState.EXPIRED;
import static com.dcarbon.authorization.session.rules.SessionState.FAILED;
import static com.dcarbon.authorization.session.rules.SessionState.PENDING;
import static com.dcarbon.authorization.session.rules.SessionState.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStateTest {
    private static final Map<SessionState, Set<SessionState>> ALLOWED = Map.of(
            PENDING, Set.of(EXCHANGING, AWAITING, FAILED, EXPIRED, SUPERSEDED),
            EXCHANGING, Set.of(AUTHORIZED, FAILED, SUPERSEDED),
            AWAITING, Set.of(AUTHORIZED, FAILED, SUPERSEDED));

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void becomesWhatItMayAndNothingElse(SessionState from) {
        Set<SessionState> next = Arrays.stream(SessionState.values()).filter(from::mayBecome)
                .collect(Collectors.toSet());
        assertThat(next).isEqualTo(ALLOWED.getOrDefault(from, Set.of()));
        assertThat(from.isOpen()).isEqualTo(!next.isEmpty());
        assertThat(SessionState.of(from.wire())).isEqualTo(from);
    }

    @Test
    void showsTheFourStatusesOfTheContract() {
        assertThat(PENDING.status()).isEqualTo(SessionStatus.PENDING);
        assertThat(EXCHANGING.status()).isEqualTo(SessionStatus.PENDING);
        assertThat(AWAITING.status()).isEqualTo(SessionStatus.PENDING);
        assertThat(AUTHORIZED.status()).isEqualTo(SessionStatus.AUTHORIZED);
        assertThat(FAILED.status()).isEqualTo(SessionStatus.FAILED);
        assertThat(SUPERSEDED.status()).isEqualTo(SessionStatus.FAILED);
        assertThat(EXPIRED.status()).isEqualTo(SessionStatus.EXPIRED);
    }
}
