// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.facility.KnownFacilities;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.notification.inapp.Notifications;
import com.dcarbon.notification.mail.Mails;
import com.dcarbon.notification.preference.Preferences;
import com.dcarbon.notification.preference.Wish;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells an announcement to everyone whom it concerns, as each prefers. */
@Component
class Telling {
    private final KnownFacilities facilities;
    private final AdminAudience administrators;
    private final Preferences preferences;
    private final Notifications notifications;
    private final Mails mails;
    private final Writing writing;

    Telling(KnownFacilities facilities, AdminAudience administrators, Preferences preferences,
            Notifications notifications, Mails mails, Writing writing) {
        this.facilities = facilities;
        this.administrators = administrators;
        this.preferences = preferences;
        this.notifications = notifications;
        this.mails = mails;
        this.writing = writing;
    }

    /** Call it in the transaction that takes the announcement: all of it is told or nothing. */
    Mono<Void> tell(Announcement announcement) {
        Mono<Optional<KnownFacility>> about = announcement.facilityId() == null
                ? Mono.just(Optional.empty())
                : facilities.find(announcement.facilityId()).map(Optional::of);
        return about.flatMap(facility -> tell(announcement, facility.orElse(null)));
    }

    private Mono<Void> tell(Announcement announcement, @Nullable KnownFacility facility) {
        Flux<Addressee> people = facility == null
                ? Flux.empty()
                : Flux.fromIterable(Audience.of(announcement, facility));
        return people.concatWith(Flux.defer(() -> administrators.of(announcement)))
                .concatMap(addressee -> tell(addressee, announcement, facility))
                .then();
    }

    private Mono<Void> tell(Addressee addressee, Announcement announcement, @Nullable KnownFacility facility) {
        String userId = addressee.person().userId();
        if (userId == null) {
            return mail(addressee, announcement, facility);
        }
        return preferences.wish(userId, announcement.kind())
                .flatMap(wish -> tell(addressee, wish, userId, announcement, facility));
    }

    private Mono<Void> tell(Addressee addressee, Wish wish, String userId, Announcement announcement,
            @Nullable KnownFacility facility) {
        Mono<Void> inApplication = wish.inApp()
                ? notifications.add(announcement.id(), userId, writing.notice(addressee, announcement, facility),
                        announcement.facilityId())
                : Mono.empty();
        return wish.email() ? inApplication.then(mail(addressee, announcement, facility)) : inApplication;
    }

    private Mono<Void> mail(Addressee addressee, Announcement announcement, @Nullable KnownFacility facility) {
        Person person = addressee.person();
        return person.email() == null
                ? Mono.empty()
                : mails.add(writing.mail(addressee, person.email(), announcement, facility));
    }
}
