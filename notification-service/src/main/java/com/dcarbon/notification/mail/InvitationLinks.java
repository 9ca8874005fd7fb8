// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Clock;

import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.notification.facility.KnownFacilities;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.platform.invitation.InvitationTokens;

import reactor.core.publisher.Mono;

/** Completes the links of invitations in mails that are about to be sent, if the invitations still hold. */
@Component
class InvitationLinks {
    private final KnownFacilities facilities;
    private final InvitationTokens tokens;
    private final Clock clock;

    InvitationLinks(KnownFacilities facilities, InvitationTokens tokens, Clock clock) {
        this.facilities = facilities;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What of an invitation's mail can be said before it is sent. */
    sealed interface Checked {

        /** Send this one; it lives in memory only. */
        record Complete(Mail mail) implements Checked {}

        /** Do not send it: that is what came of it. */
        record Settled(Delivery delivery) implements Checked {}
    }

    Mono<Checked> check(Mail mail) {
        Draft.Invitation invitation = mail.invitation();
        if (invitation == null || mail.facilityId() == null) {
            return Mono.just(new Checked.Complete(mail));
        }
        return facilities.find(mail.facilityId())
                .filter(facility -> facility.awaits(invitation.id()))
                .mapNotNull(KnownFacility::invitation)
                .map(waiting -> check(mail, waiting))
                .defaultIfEmpty(new Checked.Settled(new Delivery.Dropped("the invitation does not hold any more")));
    }

    private Checked check(Mail mail, FacilitySnapshot.Invitation waiting) {
        if (!clock.instant().isBefore(waiting.expiresAt())) {
            return new Checked.Settled(new Delivery.Refused("the invitation expired before its mail could be sent"));
        }
        try {
            String token = tokens.token(waiting.id(), waiting.keyId());
            return new Checked.Complete(mail.with(mail.letter().with(Draft.Invitation.TOKEN, token)));
        } catch (IllegalStateException e) {
            // The keyset lacks the key: whoever keeps it can still add it.
            return new Checked.Settled(new Delivery.Delayed(String.valueOf(e.getMessage())));
        }
    }
}
