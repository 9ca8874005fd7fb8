// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.facility.catalogue.UtilityCatalogue;
import com.dcarbon.facility.registry.FacilityJson.Banner;
import com.dcarbon.facility.registry.FacilityJson.Operator;
import com.dcarbon.facility.registry.FacilityJson.Utility;
import com.dcarbon.facility.rules.Attention;
import com.dcarbon.facility.rules.Editable;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Permission;
import com.dcarbon.facility.rules.SyncStatus;
import com.dcarbon.facility.rules.UtilityAuthorization;
import com.dcarbon.facility.rules.Viewer;
import com.dcarbon.platform.security.Caller;

/** Shows a facility to a caller. */
@Component
public class FacilityView {
    private static final String DELAYED = "Temporarily unable to sync data";

    private final UtilityCatalogue utilities;

    FacilityView(UtilityCatalogue utilities) {
        this.utilities = utilities;
    }

    /** The facility as that caller may see it. */
    public FacilityJson of(Facility facility, Caller caller) {
        Viewer viewer = Access.viewer(facility, caller);
        String chosen = facility.editable().utilityProviderId();
        Editable editable = facility.editable();
        UtilityAuthorization auth = facility.authorization();
        SyncStatus sync = facility.syncStatus();
        return new FacilityJson(facility.id(), editable.name(), editable.address(), facility.ownerRole(),
                facility.registration(), viewer.maySeeFinance() ? editable.finance() : null, editable.installer(),
                chosen == null ? null : utility(chosen), auth == null ? null : auth.method(), facility.authStatus(),
                auth == null ? null : auth.providerId(), auth == null ? null : auth.authId(),
                auth == null ? null : auth.id(), auth == null ? null : auth.error(), facility.sync().lastSync(), sync,
                sync == SyncStatus.DELAYED ? DELAYED : null, operator(facility), banner(facility, viewer),
                permissions(facility, viewer), ProviderChangeJson.of(facility, this::utility),
                Attention.of(facility, viewer).orElse(null), facility.createdAt(), facility.updatedAt());
    }

    private Utility utility(String id) {
        return new Utility(id, utilities.nameOf(id));
    }

    private static @Nullable Operator operator(Facility facility) {
        var operator = facility.operator();
        return operator == null ? null : Operator.of(operator);
    }

    private static @Nullable Banner banner(Facility facility, Viewer viewer) {
        boolean waiting = viewer.owner() && facility.ownerRole() == OwnerRole.OWNER && !facility.isAuthorized();
        return waiting ? Banner.AUTHORIZATION_PENDING : null;
    }

    private static List<String> permissions(Facility facility, Viewer viewer) {
        return Permission.of(facility, viewer).stream().map(Permission::wire).toList();
    }
}
