// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.administrator.Administrators;
import com.dcarbon.notification.words.Wording;

import reactor.core.publisher.Flux;

/**
 * The administrators who are told. Mail goes to the configured addresses and to no others; a notification to the
 * administrators who are known. Where the two are one person, that person's preferences count.
 */
@Component
class AdminAudience {
    private final Administrators administrators;
    private final AnnouncementSettings settings;

    AdminAudience(Administrators administrators, AnnouncementSettings settings) {
        this.administrators = administrators;
        this.settings = settings;
    }

    Flux<Addressee> of(Announcement announcement) {
        return switch (announcement.kind()) {
            case PROVIDER_DOWNTIME -> everyone(Wording.PROVIDER_DOWNTIME);
            case PROVIDER_RECOVERED -> everyone(Wording.PROVIDER_RECOVERED);
            case TOKEN_ROTATION_FAILED -> everyone(Wording.TOKEN_ROTATION_FAILED_FOR_ADMINS);
            case OPERATOR_INVITED, OPERATOR_ACCEPTED, OPERATOR_WITHDRAWN, INVITATION_UNDELIVERABLE,
                    AUTHORIZATION_SUCCEEDED, AUTHORIZATION_FAILED, AUTHORIZATION_RETRY, AUTHORIZATION_REVOKED,
                    AUTHORIZATION_EXPIRING, REAUTHORIZATION_REQUIRED ->
                Flux.empty();
        };
    }

    private Flux<Addressee> everyone(Wording wording) {
        return administrators.known()
                .collectList()
                .flatMapIterable(this::people)
                .map(person -> new Addressee(person, wording));
    }

    private List<Person> people(List<Person> known) {
        List<String> strangers = new ArrayList<>(settings.adminRecipients());
        List<Person> people = new ArrayList<>();
        for (Person person : known) {
            String address = person.email();
            boolean configured = address != null && strangers.removeIf(address::equalsIgnoreCase);
            people.add(configured ? person : new Person(person.userId(), person.name(), null));
        }
        strangers.forEach(address -> people.add(new Person(null, null, address)));
        return people;
    }
}
