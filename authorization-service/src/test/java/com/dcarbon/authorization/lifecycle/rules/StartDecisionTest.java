// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import static com.dcarbon.authorization.lifecycle.rules.AnAuthorization.in;
import static com.dcarbon.events.authorization.AuthStatus.AUTHORIZED;
import static com.dcarbon.events.authorization.AuthStatus.FAILED;
import static com.dcarbon.events.authorization.AuthStatus.PENDING;
import static com.dcarbon.events.authorization.AuthStatus.REAUTHORIZATION_REQUIRED;
import static com.dcarbon.events.authorization.AuthStatus.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.authorization.lifecycle.rules.StartDecision.Allowed;
import com.dcarbon.authorization.lifecycle.rules.StartDecision.AlreadyAuthorized;
import com.dcarbon.authorization.lifecycle.rules.StartDecision.AnotherUtilityIsLive;
import com.dcarbon.events.authorization.AuthStatus;

class StartDecisionTest {

    @Test
    void makesTheFirstRecordOfAFacility() {
        assertThat(StartDecision.of(List.of(), "pge")).isEqualTo(new Allowed(Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "FAILED", "REAUTHORIZATION_REQUIRED"})
    void usesTheRecordOfTheSameUtilityAgain(AuthStatus status) {
        Authorization own = in(status, "pge");
        assertThat(StartDecision.of(List.of(own), "pge")).isEqualTo(new Allowed(Optional.of(own), List.of()));
    }

    @Test
    void makesANewRecordAfterARevocation() {
        assertThat(StartDecision.of(List.of(in(REVOKED, "pge")), "pge"))
                .isEqualTo(new Allowed(Optional.empty(), List.of()));
    }

    @Test
    void makesANewRecordForAnotherUtility() {
        assertThat(StartDecision.of(List.of(in(FAILED, "pge")), "sce"))
                .isEqualTo(new Allowed(Optional.empty(), List.of()));
    }

    @Test
    void endsAPendingRecordOfAnotherUtility() {
        Authorization elsewhere = in(PENDING, "pge");
        Authorization own = in(FAILED, "sce");
        assertThat(StartDecision.of(List.of(elsewhere, own), "sce"))
                .isEqualTo(new Allowed(Optional.of(own), List.of(elsewhere)));
    }

    @Test
    void refusesWhileTheFacilityIsAuthorizedAnywhere() {
        assertThat(StartDecision.of(List.of(in(AUTHORIZED, "pge")), "pge")).isEqualTo(new AlreadyAuthorized());
        assertThat(StartDecision.of(List.of(in(AUTHORIZED, "pge")), "sce")).isEqualTo(new AlreadyAuthorized());
    }

    @Test
    void asksForAChangeOfTheProviderWhereAnotherUtilityHasToBeRenewed() {
        assertThat(StartDecision.of(List.of(in(REAUTHORIZATION_REQUIRED, "pge")), "sce"))
                .isEqualTo(new AnotherUtilityIsLive("PGE"));
    }
}
