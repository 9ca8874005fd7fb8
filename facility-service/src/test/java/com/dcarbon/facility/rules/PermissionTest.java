// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.events.authorization.AuthStatus.AUTHORIZED;
import static com.dcarbon.events.authorization.AuthStatus.FAILED;
import static com.dcarbon.events.authorization.AuthStatus.PENDING;
import static com.dcarbon.events.authorization.AuthStatus.REAUTHORIZATION_REQUIRED;
import static com.dcarbon.events.authorization.AuthStatus.REVOKED;
import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OperatorStatus.INVITED;
import static com.dcarbon.events.facility.OperatorStatus.UNCONFIRMED;
import static com.dcarbon.events.facility.OwnerRole.OWNER;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.dcarbon.events.facility.OwnerRole.RESIDENTIAL;
import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.in;
import static com.dcarbon.facility.rules.FacilityFixture.operatedBy;
import static com.dcarbon.facility.rules.Permission.AUTHORIZE;
import static com.dcarbon.facility.rules.Permission.CHANGE_PROVIDER;
import static com.dcarbon.facility.rules.Permission.EDIT;
import static com.dcarbon.facility.rules.Permission.INVITE_OPERATOR;
import static com.dcarbon.facility.rules.Permission.RETRY;
import static com.dcarbon.facility.rules.Permission.REVOKE;
import static com.dcarbon.facility.rules.Permission.VIEW_DATA;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.facility.OwnerRole;

class PermissionTest {

    @ParameterizedTest
    @EnumSource(value = OwnerRole.class, names = {"OWNER_OPERATOR", "RESIDENTIAL"})
    void letsWhoIsOwnerAndOperatorAuthorize(OwnerRole role) {
        assertThat(ofOwner(facility(role))).containsExactly(AUTHORIZE, VIEW_DATA, EDIT);
        assertThat(ofOwner(in(role, PENDING))).containsExactly(AUTHORIZE, REVOKE, VIEW_DATA, EDIT);
        assertThat(ofOwner(in(role, FAILED))).containsExactly(AUTHORIZE, RETRY, VIEW_DATA, EDIT);
        assertThat(ofOwner(in(role, AUTHORIZED))).containsExactly(REVOKE, CHANGE_PROVIDER, VIEW_DATA, EDIT);
        assertThat(ofOwner(in(role, REAUTHORIZATION_REQUIRED))).containsExactly(AUTHORIZE, REVOKE, VIEW_DATA, EDIT);
        assertThat(ofOwner(in(role, REVOKED))).containsExactly(AUTHORIZE, VIEW_DATA, EDIT);
    }

    @Test
    void letsAMereOwnerWatchAndRevokeOnly() {
        assertThat(ofOwner(facility(OWNER))).containsExactly(INVITE_OPERATOR, VIEW_DATA, EDIT);
        assertThat(ofOwner(in(OWNER, FAILED))).containsExactly(INVITE_OPERATOR, VIEW_DATA, EDIT);
        assertThat(ofOwner(operatedBy(in(OWNER, AUTHORIZED), "operator", ACCEPTED))).containsExactly(REVOKE, VIEW_DATA,
                EDIT);
    }

    @Test
    void hasNothingToRevokeWhileOnlyAnInvitationIsPending() {
        assertThat(ofOwner(operatedBy(facility(OWNER), "operator", INVITED))).containsExactly(INVITE_OPERATOR,
                VIEW_DATA, EDIT);
        assertThat(of(operatedBy(facility(OWNER), "operator", INVITED), "admin", true)).containsExactly(VIEW_DATA);
    }

    @Test
    void letsAnAcceptedOperatorAuthorizeButNotEdit() {
        assertThat(ofOperator(operatedBy(facility(OWNER), "operator", ACCEPTED))).containsExactly(AUTHORIZE,
                VIEW_DATA);
        assertThat(ofOperator(operatedBy(in(OWNER, AUTHORIZED), "operator", ACCEPTED))).containsExactly(REVOKE,
                CHANGE_PROVIDER, VIEW_DATA);
    }

    @Test
    void givesNothingToAnOperatorWhoIsNotConfirmed() {
        assertThat(ofOperator(operatedBy(facility(OWNER), "operator", INVITED))).isEmpty();
        assertThat(ofOperator(operatedBy(facility(OWNER), "operator", UNCONFIRMED))).isEmpty();
    }

    @Test
    void letsAnAdministratorRetryAndRevoke() {
        assertThat(of(in(RESIDENTIAL, FAILED), "admin", true)).containsExactly(RETRY, VIEW_DATA);
        assertThat(of(in(RESIDENTIAL, AUTHORIZED), "admin", true)).containsExactly(REVOKE, VIEW_DATA);
    }

    @Test
    void givesNothingToAStranger() {
        for (OwnerRole role : OwnerRole.values()) {
            assertThat(of(in(role, AUTHORIZED), "stranger", false)).isEmpty();
        }
    }

    @Test
    void showsFinanceToOwnerAndAdministratorOnly() {
        Facility facility = operatedBy(facility(OWNER_OPERATOR), "operator", ACCEPTED);

        assertThat(Viewer.of(facility, "owner", false).maySeeFinance()).isTrue();
        assertThat(Viewer.of(facility, "admin", true).maySeeFinance()).isTrue();
        assertThat(Viewer.of(facility, "operator", false).maySeeFinance()).isFalse();
    }

    private static Set<Permission> ofOwner(Facility facility) {
        return of(facility, "owner", false);
    }

    private static Set<Permission> ofOperator(Facility facility) {
        return of(facility, "operator", false);
    }

    private static Set<Permission> of(Facility facility, String userId, boolean admin) {
        return Permission.of(facility, Viewer.of(facility, userId, admin));
    }
}
