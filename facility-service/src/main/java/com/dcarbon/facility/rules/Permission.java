// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.facility.OwnerRole;

/** What a person may do with a facility as it stands. */
public enum Permission {
    AUTHORIZE,
    RETRY,
    REVOKE,
    INVITE_OPERATOR,
    CHANGE_PROVIDER,
    VIEW_DATA,
    EDIT;

    /** The value in the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All permissions of that person, in the order of this type. */
    public static Set<Permission> of(Facility facility, Viewer viewer) {
        Set<Permission> permissions = new TreeSet<>();
        for (Permission permission : values()) {
            if (permission.isGiven(facility, viewer)) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private boolean isGiven(Facility facility, Viewer viewer) {
        return switch (this) {
            case AUTHORIZE -> mayAuthorize(facility, viewer) && !facility.isAuthorized() && !isRevoking(facility);
            case RETRY -> (mayAuthorize(facility, viewer) || viewer.admin())
                    && facility.authStatus() == AuthStatus.FAILED && !isLeftBehind(facility);
            case REVOKE -> viewer.maySee() && facility.authorization() != null && isLive(facility.authStatus());
            case INVITE_OPERATOR -> viewer.owner() && facility.ownerRole() == OwnerRole.OWNER
                    && !hasAcceptedOperator(facility);
            case CHANGE_PROVIDER -> mayAuthorize(facility, viewer) && !facility.isInProgress();
            case VIEW_DATA -> viewer.maySee();
            case EDIT -> viewer.owner();
        };
    }

    /** The residential owner, the owner who is operator too, or the operator; a mere owner only watches. */
    public static boolean mayAuthorize(Facility facility, Viewer viewer) {
        return switch (facility.ownerRole()) {
            case OWNER_OPERATOR, RESIDENTIAL -> viewer.owner();
            case OWNER -> viewer.operator();
        };
    }

    /** Until the former utility's authorization has ended none can begin. */
    private static boolean isRevoking(Facility facility) {
        return facility.providerChangeStatus().filter(ProviderChangeStatus.REVOKING::equals).isPresent();
    }

    /** What failed at the former utility is not tried again: the facility is to be authorized at the new one. */
    private static boolean isLeftBehind(Facility facility) {
        return facility.providerChangeStatus().filter(ProviderChangeStatus.AUTHORIZATION_NEEDED::equals).isPresent();
    }

    private static boolean isLive(@Nullable AuthStatus status) {
        return status == AuthStatus.AUTHORIZED || status == AuthStatus.PENDING
                || status == AuthStatus.REAUTHORIZATION_REQUIRED;
    }

    private static boolean hasAcceptedOperator(Facility facility) {
        var operator = facility.operator();
        return operator != null && operator.isAccepted();
    }
}
