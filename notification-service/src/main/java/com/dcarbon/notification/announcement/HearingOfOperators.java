// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.notification.facility.FacilityListener;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.notification.mail.Mails;
import com.dcarbon.notification.rules.Kind;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes who was invited to operate a facility, accepted, or was withdrawn. */
@Component
class HearingOfOperators implements FacilityListener {
    private final Announcements announcements;
    private final Mails mails;

    HearingOfOperators(Announcements announcements, Mails mails) {
        this.announcements = announcements;
        this.mails = mails;
    }

    @Override
    public Mono<Void> changed(@Nullable KnownFacility before, Event<FacilitySnapshot> event) {
        return dropMails(event.data().facilityId(), event.data().withdrawnOperator())
                .thenMany(Flux.fromIterable(news(before, event)))
                .concatMap(announcements::add)
                .then();
    }

    /** What still waits to be sent ends with the relation. */
    private Mono<Void> dropMails(UUID facilityId, FacilitySnapshot.@Nullable Operator withdrawn) {
        String userId = withdrawn == null ? null : withdrawn.person().userId();
        return userId == null ? Mono.empty() : mails.drop(facilityId, userId);
    }

    static List<Announcement> news(@Nullable KnownFacility before, Event<FacilitySnapshot> event) {
        FacilitySnapshot facility = event.data();
        List<Announcement> news = new ArrayList<>();
        FacilitySnapshot.Operator operator = facility.operator();
        FacilitySnapshot.Invitation invitation = newInvitation(before, operator);
        if (operator != null && invitation != null) {
            news.add(Announcement.ofInvitation(facility.facilityId(), operator.person(), invitation));
        }
        if (operator != null && event.type().equals(EventKind.OPERATOR_ASSIGNED.typeName())) {
            news.add(Announcement.ofOperator(event.id(), Kind.OPERATOR_ACCEPTED, facility.facilityId(), operator,
                    isConfirmed(before, operator)));
        }
        // To an address that takes no mail there is nothing to say.
        FacilitySnapshot.Operator withdrawn = facility.withdrawnOperator();
        if (withdrawn != null && withdrawn.status() != OperatorStatus.UNDELIVERABLE) {
            news.add(Announcement.ofWithdrawn(event.id(), facility, withdrawn));
        }
        return news;
    }

    /**
     * By what the facility shows and not by the event's kind: of a compacted topic the event that brought the invitation
     * may be gone.
     */
    private static FacilitySnapshot.@Nullable Invitation newInvitation(@Nullable KnownFacility before,
            FacilitySnapshot.@Nullable Operator operator) {
        if (operator == null || operator.status() != OperatorStatus.INVITED || operator.invitation() == null) {
            return null;
        }
        return before != null && before.awaits(operator.invitation().id()) ? null : operator.invitation();
    }

    private static boolean isConfirmed(@Nullable KnownFacility before, FacilitySnapshot.Operator operator) {
        return operator.status() == OperatorStatus.ACCEPTED && before != null && before.unconfirmedId() != null
                && before.unconfirmedId().equals(operator.person().userId());
    }
}
