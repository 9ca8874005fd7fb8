// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.LATER;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.OPERATOR;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.OWNER;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.START;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.WHY;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.in;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.pending;
import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.utility;
import static com.dcarbon.events.authorization.AuthStatus.AUTHORIZED;
import static com.dcarbon.events.authorization.AuthStatus.FAILED;
import static com.dcarbon.events.authorization.AuthStatus.PENDING;
import static com.dcarbon.events.authorization.AuthStatus.REAUTHORIZATION_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.authorization.AuthStatus;

class AuthorizationTest {
    private static final Map<AuthStatus, UnaryOperator<Authorization>> STEPS = Map.of(
            PENDING, record -> record.beginAgain(record.utility(), OPERATOR, LATER),
            AUTHORIZED, record -> record.authorize("777", null, LATER),
            FAILED, record -> record.fail(WHY),
            REAUTHORIZATION_REQUIRED, record -> record.requireReauthorization(WHY),
            AuthStatus.REVOKED, record -> record.revoke(WHY));
    private static final Map<AuthStatus, Set<AuthStatus>> ALLOWED = Map.of(
            PENDING, Set.of(PENDING, AUTHORIZED, FAILED, AuthStatus.REVOKED),
            AUTHORIZED, Set.of(REAUTHORIZATION_REQUIRED, AuthStatus.REVOKED),
            FAILED, Set.of(PENDING),
            REAUTHORIZATION_REQUIRED, Set.of(PENDING, AuthStatus.REVOKED),
            AuthStatus.REVOKED, Set.of());

    @ParameterizedTest
    @EnumSource(AuthStatus.class)
    void takesTheStepsThatExistAndNoOther(AuthStatus from) {
        STEPS.forEach((to, step) -> {
            Authorization before = in(from, "pge");
            if (ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
                Authorization after = step.apply(before);
                assertThat(after.status()).isEqualTo(to);
                assertThat(after.version()).isEqualTo(before.version() + 1);
                assertThat(after.id()).isEqualTo(before.id());
                assertThat(after.createdAt()).isEqualTo(before.createdAt());
            } else {
                assertThatThrownBy(() -> step.apply(before)).isInstanceOf(IllegalTransitionException.class);
            }
        });
    }

    @Test
    void beginsAsThePendingFirstAttempt() {
        Authorization begun = pending("pge");

        assertThat(begun.version()).isEqualTo(1);
        assertThat(begun.attempt()).isEqualTo(1);
        assertThat(begun.starter()).isEqualTo(OWNER);
        assertThat(begun.lastAttemptAt()).isEqualTo(START);
        assertThat(begun.authorizedAt()).isNull();
    }

    @Test
    void countsAttemptsAndForgetsTheOldFailure() {
        Authorization again = in(FAILED, "pge").beginAgain(utility("pge"), OPERATOR, LATER);

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.starter()).isEqualTo(OPERATOR);
        assertThat(again.lastAttemptAt()).isEqualTo(LATER);
        assertThat(again.failure()).isNull();
        assertThat(again.condition()).isNull();
    }

    @Test
    void keepsWhenItWasAuthorizedThroughAReauthorization() {
        Authorization again = in(REAUTHORIZATION_REQUIRED, "pge").beginAgain(utility("pge"), OWNER, LATER);

        assertThat(again.authorizedAt()).isEqualTo(LATER);
        assertThat(again.authorize("777", null, LATER.plusSeconds(9)).authId()).isEqualTo("777");
    }

    @Test
    void saysInItsConditionWhyItFailed() {
        assertThat(in(FAILED, "pge").condition()).isEqualTo("user_cancelled");
        assertThat(in(AUTHORIZED, "pge").condition()).isNull();
    }

    @Test
    void keepsPersonalDataOutOfLogs() {
        assertThat(OWNER.toString()).contains("owner").doesNotContain("Olivia", "@");
    }
}
