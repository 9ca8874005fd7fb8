// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.List;

import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.facility.KnownFacilities;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.notification.inapp.Notifications;
import com.dcarbon.notification.mail.Mails;
import com.dcarbon.notification.rules.Letter;
import com.dcarbon.notification.rules.Notice;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells an announcement to everyone whom it concerns. */
@Component
class Telling {
    private static final String BUTTON = "Open the facility";

    private final KnownFacilities facilities;
    private final Notifications notifications;
    private final Mails mails;
    private final ProviderProfiles providers;
    private final AnnouncementSettings settings;

    Telling(KnownFacilities facilities, Notifications notifications, Mails mails, ProviderProfiles providers,
            AnnouncementSettings settings) {
        this.facilities = facilities;
        this.notifications = notifications;
        this.mails = mails;
        this.providers = providers;
        this.settings = settings;
    }

    /** Call it in the transaction that takes the announcement: all of it is told or nothing. */
    Mono<Void> tell(Announcement announcement) {
        return facilities.find(announcement.facilityId()).flatMap(facility -> tellPeople(announcement, facility));
    }

    private Mono<Void> tellPeople(Announcement announcement, KnownFacility facility) {
        List<Person> people = facility.discarded() ? List.of() : facility.people();
        Notice notice = announcement.notice(facility.name(), utility(announcement.providerId()));
        return Flux.fromIterable(people).concatMap(person -> tell(person, announcement, notice)).then();
    }

    private Mono<Void> tell(Person person, Announcement announcement, Notice notice) {
        Mono<Void> inApplication = person.userId() == null
                ? Mono.empty()
                : notifications.add(announcement.id(), person.userId(), notice, announcement.facilityId());
        return announcement.goesByMail() ? inApplication.then(mail(person, announcement, notice)) : inApplication;
    }

    private Mono<Void> mail(Person person, Announcement announcement, Notice notice) {
        if (person.email() == null) {
            return Mono.empty();
        }
        Letter letter = Letter.of(notice, person.name(), BUTTON, settings.facilityPage(announcement.facilityId()));
        return mails.add(announcement.id(), person.email(), person.name(), letter);
    }

    private String utility(String providerId) {
        return providers.find(providerId).map(ProviderProfile::name).orElse(providerId);
    }
}
