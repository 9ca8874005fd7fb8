// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.facility.InvitationUndeliverable;
import com.dcarbon.notification.mail.InvitationListener;
import com.dcarbon.platform.outbox.Outbox;

import reactor.core.publisher.Mono;

/** Tells the facility service, and the owner, of an invitation whose mail was refused for good. */
@Component
class HearingOfRefusals implements InvitationListener {
    private final Announcements announcements;
    private final Outbox outbox;
    private final Clock clock;

    HearingOfRefusals(Announcements announcements, Outbox outbox, Clock clock) {
        this.announcements = announcements;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Mono<Void> undeliverable(UUID mailId, UUID facilityId, UUID invitationId, String recipient) {
        // Nothing of an invitation's mail has a version; that it is the current one is checked by its id.
        return outbox
                .publish(EventKind.INVITATION_UNDELIVERABLE, facilityId.toString(), 0,
                        new InvitationUndeliverable(facilityId, invitationId, clock.instant()))
                .then(announcements.add(Announcement.ofUndeliverable(mailId, facilityId, recipient)));
    }
}
