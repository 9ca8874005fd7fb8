// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.facility.rules.FacilityFixture.NOON;
import static com.dcarbon.facility.rules.FacilityFixture.OWNER;
import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.in;
import static com.dcarbon.facility.rules.FacilityFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
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
    void countsEditsApartFromWhatOthersDecide() {
        Facility facility = facility(OwnerRole.OWNER);

        Facility followed = facility.following(snapshot(AuthStatus.PENDING, NOON), 1, LATER).orElseThrow();
        Facility synced = followed.synced(LATER, LATER);
        Facility edited = synced.edited(synced.editable(), RegistrationStep.ROLE, OWNER, LATER);

        assertThat(followed.version()).isEqualTo(2);
        assertThat(followed.editVersion()).isEqualTo(1);
        assertThat(synced.version()).isEqualTo(2);
        assertThat(synced.editVersion()).isEqualTo(1);
        assertThat(synced.updatedAt()).isEqualTo(followed.updatedAt());
        assertThat(edited.version()).isEqualTo(3);
        assertThat(edited.editVersion()).isEqualTo(2);
    }

    @Test
    void movesTheLastSyncForwardOnly() {
        Facility facility = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED).synced(LATER, LATER)
                .synced(NOON, LATER.plusSeconds(1));

        assertThat(facility.sync().lastSync()).isEqualTo(LATER);
        assertThat(facility.syncStatus()).isEqualTo(SyncStatus.OK);
    }

    @Test
    void isDelayedUntilTheNextSuccess() {
        Facility facility = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED).synced(NOON, NOON).syncFailed(LATER);
        assertThat(facility.syncStatus()).isEqualTo(SyncStatus.DELAYED);
        assertThat(facility.sync().lastSync()).isEqualTo(NOON);

        assertThat(facility.synced(LATER, LATER.plusSeconds(1)).syncStatus()).isEqualTo(SyncStatus.OK);
    }

    @Test
    void ignoresAFailureFromBeforeTheLatestSuccess() {
        Facility facility = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED).synced(LATER, LATER);

        assertThat(facility.syncFailed(NOON).syncStatus()).isEqualTo(SyncStatus.OK);
    }

    @Test
    void isNotDelayedWhereNoDataIsExpected() {
        Facility facility = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED).syncFailed(LATER);
        assertThat(facility.syncStatus()).isEqualTo(SyncStatus.DELAYED);

        Facility revoked = facility.following(snapshot(AuthStatus.REVOKED, NOON), 2, LATER).orElseThrow();

        assertThat(revoked.syncStatus()).isEqualTo(SyncStatus.NEVER);
    }
}
