// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.facility.rules.FacilityFixture.NOON;
import static com.dcarbon.facility.rules.FacilityFixture.OWNER;
import static com.dcarbon.facility.rules.FacilityFixture.authorizedBefore;
import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.in;
import static com.dcarbon.facility.rules.FacilityFixture.snapshot;
import static com.dcarbon.facility.rules.FacilityFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.RegistrationStatus;

class FacilityTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final UUID OTHER = UUID.fromString("01930000-0000-7000-8000-00000000000b");

    @Test
    void beginsAsARegistrationThatGoesOnWithFinanceAndInstaller() {
        Facility facility = facility(OwnerRole.OWNER_OPERATOR);

        assertThat(facility.isInProgress()).isTrue();
        assertThat(facility.registration().step()).isEqualTo(RegistrationStep.FINANCE_INSTALLER);
        assertThat(facility.authStatus()).isNull();
        assertThat(facility.syncStatus()).isEqualTo(SyncStatus.NEVER);
    }

    @Test
    void isCompleteOnceItIsAuthorizedAndStaysSo() {
        Facility facility = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED);
        assertThat(facility.registration()).isEqualTo(
                new Registration(RegistrationStatus.COMPLETE, RegistrationStep.UTILITY_AUTHORIZATION, NOON));

        Facility revoked = facility.following(snapshot(AuthStatus.REVOKED, NOON), 2, LATER).orElseThrow();

        assertThat(revoked.registration()).isEqualTo(facility.registration());
        assertThat(revoked.authStatus()).isEqualTo(AuthStatus.REVOKED);
    }

    @Test
    void isCompleteAndPendingOnceAnOperatorIsInvited() {
        Operator invited = Operator.invited("pat@example.com", new Invitation(OTHER, 1, LATER));

        Facility facility = facility(OwnerRole.OWNER).operatedBy(invited, LATER);

        assertThat(facility.registration()).isEqualTo(
                new Registration(RegistrationStatus.COMPLETE, RegistrationStep.UTILITY_AUTHORIZATION, LATER));
        assertThat(facility.authStatus()).isEqualTo(AuthStatus.PENDING);
        assertThat(facility.version()).isEqualTo(2);
        assertThat(facility.editVersion()).isEqualTo(1);
    }

    @Test
    void isAsIfNothingBeganWhenTheInvitationIsWithdrawnButStaysRegistered() {
        Operator invited = Operator.invited("pat@example.com", new Invitation(OTHER, 1, LATER));

        Facility facility = facility(OwnerRole.OWNER).operatedBy(invited, NOON).operatedBy(null, LATER);

        assertThat(facility.authStatus()).isNull();
        assertThat(facility.operator()).isNull();
        assertThat(facility.isInProgress()).isFalse();
    }

    @Test
    void showsItsAuthorizationWhateverBecomesOfTheOperator() {
        Operator invited = Operator.invited("pat@example.com", new Invitation(OTHER, 1, LATER));

        for (AuthStatus status : AuthStatus.values()) {
            Facility facility = in(OwnerRole.OWNER, status);
            assertThat(facility.operatedBy(invited, LATER).authStatus()).isEqualTo(status);
            assertThat(facility.operatedBy(invited, LATER).operatedBy(null, LATER).authStatus()).isEqualTo(status);
        }
    }

    @Test
    void isNotCompletedByAStartOrAFailure() {
        assertThat(in(OwnerRole.OWNER_OPERATOR, AuthStatus.PENDING).isInProgress()).isTrue();
        Facility failed = in(OwnerRole.OWNER_OPERATOR, AuthStatus.FAILED);
        assertThat(failed.isInProgress()).isTrue();
        UtilityAuthorization authorization = java.util.Objects.requireNonNull(failed.authorization());
        assertThat(authorization.error()).extracting("code").isEqualTo("user_cancelled");
    }

    @Test
    void ignoresAnAuthorizationsOlderAndRepeatedStates() {
        Facility facility = facility(OwnerRole.OWNER_OPERATOR)
                .following(snapshot(AuthStatus.AUTHORIZED, NOON), 5, NOON)
                .orElseThrow();

        assertThat(facility.following(snapshot(AuthStatus.PENDING, NOON), 4, LATER)).isEmpty();
        assertThat(facility.following(snapshot(AuthStatus.AUTHORIZED, NOON), 5, LATER)).isEmpty();
        assertThat(facility.following(snapshot(AuthStatus.REVOKED, NOON), 6, LATER)).isPresent();
    }

    @Test
    void followsTheAuthorizationThatWasAttemptedLast() {
        Facility facility = facility(OwnerRole.OWNER_OPERATOR)
                .following(snapshot(AuthStatus.FAILED, NOON), 7, NOON)
                .orElseThrow();
        AuthorizationSnapshot newer = snapshot(OTHER, "sce", AuthStatus.PENDING, LATER);

        Facility moved = facility.following(newer, 1, LATER).orElseThrow();

        assertThat(moved.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(moved.following(snapshot(AuthStatus.FAILED, NOON), 8, LATER)).isEmpty();
        assertThat(moved.following(snapshot(AuthStatus.PENDING, LATER.plusSeconds(1)), 8, LATER)).isPresent();
    }

    @Test
    void isCompleteEvenIfItHearsOnlyOfTheEndOfWhatWasAuthorized() {
        AuthorizationSnapshot revoked = authorizedBefore(snapshot(AuthStatus.REVOKED, NOON));

        Facility facility = facility(OwnerRole.OWNER_OPERATOR).following(revoked, 5, LATER).orElseThrow();

        assertThat(facility.isInProgress()).isFalse();
        assertThat(facility.authStatus()).isEqualTo(AuthStatus.REVOKED);
        assertThat(facility.editable().utilityProviderId()).isEqualTo("pge");
    }

    @Test
    void isCompletedByAnAuthorizationThatIsNoLongerTheCurrentOne() {
        Facility moved = facility(OwnerRole.OWNER_OPERATOR)
                .following(snapshot(OTHER, "sce", AuthStatus.PENDING, LATER), 1, LATER)
                .orElseThrow();

        Facility completed = moved.following(snapshot(AuthStatus.AUTHORIZED, NOON), 2, LATER).orElseThrow();

        assertThat(completed.isInProgress()).isFalse();
        assertThat(completed.authorization()).isEqualTo(moved.authorization());
        assertThat(completed.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(completed.following(snapshot(AuthStatus.AUTHORIZED, NOON), 2, LATER)).isEmpty();
    }

    @Test
    void keepsTheUtilityThatTheOwnerChoseWhileAnAttemptFailed() {
        Facility pending = in(OwnerRole.OWNER_OPERATOR, AuthStatus.PENDING);
        Facility edited = pending.edited(pending.editable().withUtilityProvider("sce"), null, OWNER, LATER);

        Facility failed = edited.following(snapshot(AuthStatus.FAILED, NOON), 2, LATER).orElseThrow();

        assertThat(failed.editable().utilityProviderId()).isEqualTo("sce");
    }

    @Test
    void countsEditsApartFromWhatOthersDecide() {
        Facility facility = facility(OwnerRole.OWNER);

        Facility followed = facility.following(snapshot(AuthStatus.PENDING, NOON), 1, LATER).orElseThrow();
        Facility edited = followed.edited(followed.editable(), RegistrationStep.ROLE, OWNER, LATER);

        assertThat(followed.version()).isEqualTo(2);
        assertThat(followed.editVersion()).isEqualTo(1);
        assertThat(edited.version()).isEqualTo(3);
        assertThat(edited.editVersion()).isEqualTo(2);
    }

    @ParameterizedTest(name = "read until {0}, tried well at {1} and in vain at {2} s after the start: {3}")
    @CsvSource({"     ,     ,     , never", "60, 61,     , ok", "60, 61, 62, delayed", "60, 63, 62, ok",
            "60, 62, 62, ok",
            "     ,     , 62, delayed", "60,    , -9, ok", "     ,     , -9, never", "60,    ,  0, ok"})
    void isDelayedWhileTheLatestReadingSinceTheAttemptFailed(@Nullable Integer readUntil, @Nullable Integer success,
            @Nullable Integer failure, String expected) {
        var sync = new Sync(after(readUntil), after(success), after(failure));

        assertThat(with(sync, in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED)).syncStatus().wire())
                .isEqualTo(expected);
    }

    @Test
    void isNotDelayedWhereNoDataIsExpected() {
        var failing = new Sync(null, null, LATER);

        for (AuthStatus status : EnumSet.complementOf(EnumSet.of(AuthStatus.AUTHORIZED))) {
            assertThat(with(failing, in(OwnerRole.OWNER_OPERATOR, status)).syncStatus()).isEqualTo(SyncStatus.NEVER);
        }
        assertThat(with(failing, facility(OwnerRole.OWNER)).syncStatus()).isEqualTo(SyncStatus.NEVER);
    }

    @Test
    void tellsHowLongAnInvitedOperatorTookToAuthorizeForTheFirstTime() {
        var invitation = new FacilitySnapshot.Invitation(OTHER, 1, LATER);
        Facility invited = facility(OwnerRole.OWNER).operatedBy(Operator.invited("op@example.com", invitation), NOON);
        AuthorizationSnapshot granted = authorizedBefore(snapshot(AuthStatus.AUTHORIZED, LATER));
        Instant at = Objects.requireNonNull(granted.authorizedAt());

        assertThat(invited.takenToAuthorize(snapshot(AuthStatus.PENDING, LATER))).isEmpty();
        assertThat(facility(OwnerRole.OWNER_OPERATOR).takenToAuthorize(granted)).isEmpty();
        assertThat(with(new Sync(LATER, LATER, null), invited).takenToAuthorize(granted)).as("once before").isEmpty();
        Facility earlier = facility(OwnerRole.OWNER).operatedBy(Operator.invited("op@example.com", invitation),
                at.minusSeconds(60));
        assertThat(earlier.takenToAuthorize(granted)).contains(Duration.ofSeconds(60));
        assertThat(earlier.following(granted, 1, LATER).orElseThrow().takenToAuthorize(granted)).isEmpty();
    }

    private static @Nullable Instant after(@Nullable Integer seconds) {
        return seconds == null ? null : NOON.plusSeconds(seconds);
    }
}
