// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;

import org.springframework.stereotype.Component;

import com.dcarbon.facility.catalogue.UtilityCatalogue;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.platform.invitation.InvitationTokens;

import reactor.core.publisher.Mono;

/** Shows whoever has a link what they are invited to, before they sign in. */
@Component
class PreviewingInvitation {
    private final Operators operators;
    private final Facilities facilities;
    private final UtilityCatalogue utilities;
    private final Clock clock;

    PreviewingInvitation(Operators operators, Facilities facilities, UtilityCatalogue utilities, Clock clock) {
        this.operators = operators;
        this.facilities = facilities;
        this.utilities = utilities;
        this.clock = clock;
    }

    /** The token is hashed and looked up once, whatever it is, so that the time tells nothing either. */
    Mono<InvitationPreview> preview(String token) {
        return operators.facilityInvitedBy(InvitationTokens.hash(token))
                .flatMap(facilities::find)
                .filter(this::waits)
                .map(this::of)
                .switchIfEmpty(Mono.error(AcceptingInvitation::unknown));
    }

    private boolean waits(Facility facility) {
        Operator operator = facility.operator();
        return operator != null && operator.waits(clock.instant());
    }

    /** What an invitation to that facility shows. */
    InvitationPreview of(Facility facility) {
        return new InvitationPreview(
                new InvitationPreview.InvitedTo(facility.editable().name(), facility.editable().address()),
                new InvitationPreview.Inviter(facility.owner().name()), utilities.matching(null));
    }
}
