// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.events.authorization.AuthStatus.AUTHORIZED;
import static com.dcarbon.events.authorization.AuthStatus.FAILED;
import static com.dcarbon.events.authorization.AuthStatus.PENDING;
import static com.dcarbon.events.authorization.AuthStatus.REAUTHORIZATION_REQUIRED;
import static com.dcarbon.events.authorization.AuthStatus.REVOKED;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.dcarbon.facility.rules.FacilityFixture.NOON;
import static com.dcarbon.facility.rules.FacilityFixture.authorizedBefore;
import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.in;
import static com.dcarbon.facility.rules.FacilityFixture.snapshot;
import static com.dcarbon.facility.rules.Permission.AUTHORIZE;
import static com.dcarbon.facility.rules.Permission.CHANGE_PROVIDER;
import static com.dcarbon.facility.rules.Permission.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;

class UtilityChangeTest {
    private static final Instant CHANGED = NOON.plusSeconds(60);
    private static final Instant SINCE = NOON.plusSeconds(120);
    private static final UUID NEWER = UUID.fromString("01930000-0000-7000-8000-00000000000b");

    private final Facility authorized = in(OWNER_OPERATOR, AUTHORIZED);

    @Test
    void recordsTheWishAndLeavesTheRestToOthers() {
        Facility changed = changed(authorized, "sce");

        assertThat(changed.editable()).isEqualTo(authorized.editable().withUtilityProvider("sce"));
        assertThat(changed.authorization()).isEqualTo(authorized.authorization());
        assertThat(changed.registration()).isEqualTo(authorized.registration());
        assertThat(changed.version()).isEqualTo(authorized.version() + 1);
        assertThat(changed.editVersion()).isEqualTo(authorized.editVersion());
        assertThat(Objects.requireNonNull(changed.providerChange()).fromProviderId()).isEqualTo("pge");
        assertThat(changed.snapshot(false).providerChange()).isEqualTo(request("sce", CHANGED));
    }

    @Test
    void goesFromRevokingToDone() {
        Facility changed = changed(authorized, "sce");
        assertThat(status(changed)).isEqualTo("revoking");

        Facility revoked = following(changed, 2, authorizedBefore(snapshot(REVOKED, NOON)));
        assertThat(status(revoked)).isEqualTo("authorization_needed");
        assertThat(revoked.isInProgress()).isFalse();

        Facility pending = following(revoked, 1, newer(PENDING));
        assertThat(status(pending)).isEqualTo("authorizing");

        Facility done = following(pending, 2, newer(AUTHORIZED));
        assertThat(status(done)).isNull();
        assertThat(done.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(done.snapshot(false).providerChange()).isEqualTo(request("sce", CHANGED));
    }

    @Test
    void staysDoneWhateverBecomesOfTheNewAuthorization() {
        Facility done = following(changed(authorized, "sce"), 2, newer(AUTHORIZED));
        Instant later = SINCE.plusSeconds(60);

        assertThat(status(following(done, 3, newer(REAUTHORIZATION_REQUIRED)))).isNull();
        Facility revoked = following(done, 3, newer(REVOKED));
        assertThat(status(revoked)).isNull();
        assertThat(status(following(revoked, 1, snapshot(UUID.randomUUID(), "sce", PENDING, later)))).isNull();
        assertThat(status(following(revoked, 1, snapshot(UUID.randomUUID(), "sce", FAILED, later)))).isNull();
    }

    @Test
    void saysThatANewAttemptWasAbandonedAndBeginsAgain() {
        Facility abandoned = following(changed(authorized, "sce"), 2, newer(FAILED));
        assertThat(status(abandoned)).isEqualTo("abandoned");
        assertThat(permissions(abandoned)).contains(AUTHORIZE, RETRY, CHANGE_PROVIDER);

        assertThat(status(following(abandoned, 3, snapshot(NEWER, "sce", PENDING, SINCE.plusSeconds(1)))))
                .isEqualTo("authorizing");
    }

    @ParameterizedTest(name = "{0} at {1}, attempted {2} the change to sce: {3}")
    @CsvSource(nullValues = "none", textBlock = """
            authorized,               pge, before, revoking
            pending,                  pge, before, revoking
            reauthorization_required, pge, before, revoking
            failed,                   pge, before, authorization_needed
            revoked,                  pge, before, authorization_needed
            authorized,               sce, before, none
            reauthorization_required, sce, before, none
            pending,                  sce, before, authorizing
            failed,                   sce, before, authorization_needed
            revoked,                  sce, before, authorization_needed
            pending,                  sce, after,  authorizing
            failed,                   sce, after,  abandoned
            revoked,                  sce, after,  abandoned
            authorized,               sce, after,  none
            pending,                  smud, after, none
            failed,                   smud, after, none
            """)
    void isSeenFromTheAuthorization(String auth, String provider, String when, @Nullable String expected) {
        Instant attempted = when.equals("after") ? SINCE : NOON;
        Facility known = following(facility(OWNER_OPERATOR), 1,
                snapshot(NEWER, provider, AuthStatus.of(auth), when.equals("after") ? attempted : NOON));
        Facility changed = known.changingProvider(request("sce", CHANGED), CHANGED);

        assertThat(status(changed)).isEqualTo(expected);
    }

    @Test
    void waitsForAnAuthorizationWhereThereNeverWasOne() {
        Facility changed = changed(facility(OWNER_OPERATOR), "sce");

        assertThat(status(changed)).isEqualTo("authorization_needed");
        assertThat(Objects.requireNonNull(changed.providerChange()).fromProviderId()).isNull();
    }

    @Test
    void isNotUndoneByLateNewsOfTheFormerAuthorization() {
        Facility changed = changed(authorized, "sce");

        Facility refreshed = following(changed, 7, snapshot(AUTHORIZED, NOON));
        assertThat(refreshed.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(status(refreshed)).isEqualTo("revoking");

        Facility racing = following(changed, 3, snapshot(NEWER, "smud", PENDING, NOON.plusSeconds(30)));
        assertThat(racing.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(status(following(racing, 4, grantedAfterTheChange()))).isEqualTo("revoking");

        Facility abandoned = following(changed, 2, newer(FAILED));
        assertThat(abandoned.following(authorizedBefore(snapshot(REVOKED, NOON)), 8, SINCE)).isEmpty();
    }

    /** The customer was at the utility already when the change was asked for. */
    private static AuthorizationSnapshot grantedAfterTheChange() {
        AuthorizationSnapshot begun = snapshot(NEWER, "smud", AUTHORIZED, NOON.plusSeconds(30));
        return new AuthorizationSnapshot(begun.facilityId(), begun.authorizationId(), begun.providerId(),
                begun.providerName(), begun.authMethod(), begun.status(), null, begun.authId(), begun.userId(), 1,
                begun.createdAt(), begun.lastAttemptAt(), SINCE, null);
    }

    @Test
    void goesOnToAThirdUtility() {
        Facility third = changed(authorized, "sce").changingProvider(request("smud", SINCE), SINCE);

        assertThat(status(third)).isEqualTo("revoking");
        assertThat(Objects.requireNonNull(third.providerChange()).fromProviderId()).isEqualTo("pge");
        assertThat(third.editable().utilityProviderId()).isEqualTo("smud");

        Facility revoked = following(changed(authorized, "sce"), 2, authorizedBefore(snapshot(REVOKED, NOON)));
        Facility later = revoked.changingProvider(request("smud", SINCE), SINCE);
        assertThat(status(later)).isEqualTo("authorization_needed");
        assertThat(Objects.requireNonNull(later.providerChange()).fromProviderId()).isEqualTo("sce");
    }

    @Test
    void goesBackToTheFormerUtilityWhetherItsAuthorizationLivesOrNot() {
        Facility back = changed(authorized, "sce").changingProvider(request("pge", SINCE), SINCE);
        assertThat(status(back)).isNull();
        assertThat(permissions(back)).contains(CHANGE_PROVIDER).doesNotContain(AUTHORIZE);

        Facility revoked = following(back, 2, authorizedBefore(snapshot(REVOKED, NOON)));
        assertThat(status(revoked)).isEqualTo("authorization_needed");
        assertThat(permissions(revoked)).contains(AUTHORIZE);
    }

    @Test
    void forbidsWhatCannotBeDoneWhileItIsUnderWay() {
        Facility pending = changed(following(authorized, 2, snapshot(PENDING, NOON.plusSeconds(1))), "sce");
        assertThat(status(pending)).isEqualTo("revoking");
        assertThat(permissions(pending)).doesNotContain(AUTHORIZE).contains(CHANGE_PROVIDER);

        Facility failed = changed(following(authorized, 2, snapshot(FAILED, NOON.plusSeconds(1))), "sce");
        assertThat(permissions(failed)).contains(AUTHORIZE).doesNotContain(RETRY);
    }

    @Test
    void countsAsAskedForAfterAllThatItLeavesBehind() {
        Facility ahead = following(facility(OWNER_OPERATOR), 1, snapshot(AUTHORIZED, SINCE));

        assertThat(ahead.timeOfChange(CHANGED)).isEqualTo(SINCE.plusMillis(1));
        assertThat(authorized.timeOfChange(CHANGED)).isEqualTo(CHANGED);
        assertThat(changed(authorized, "sce").timeOfChange(NOON)).isEqualTo(CHANGED.plusMillis(1));
    }

    private static Facility changed(Facility facility, String provider) {
        return facility.changingProvider(request(provider, CHANGED), CHANGED);
    }

    private static ProviderChange request(String provider, Instant at) {
        return new ProviderChange(NEWER, provider, at, "owner", "Olivia Owner", "127.0.0.1");
    }

    private static AuthorizationSnapshot newer(AuthStatus status) {
        return snapshot(NEWER, "sce", status, SINCE);
    }

    private static Facility following(Facility facility, long sequence, AuthorizationSnapshot snapshot) {
        return facility.following(snapshot, sequence, SINCE).orElseThrow();
    }

    private static @Nullable String status(Facility facility) {
        return facility.providerChangeStatus().map(ProviderChangeStatus::wire).orElse(null);
    }

    private static Set<Permission> permissions(Facility facility) {
        return Permission.of(facility, Viewer.of(facility, "owner", false));
    }
}
