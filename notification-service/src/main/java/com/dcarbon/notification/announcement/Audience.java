// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.notification.words.Wording;

/** Who of a facility's people is told of what, and in which words; administrators are added elsewhere. */
final class Audience {
    private Audience() {}

    static List<Addressee> of(Announcement announcement, KnownFacility facility) {
        if (facility.discarded()) {
            return List.of();
        }
        Facts facts = announcement.facts();
        return switch (announcement.kind()) {
            case OPERATOR_INVITED -> List.of(new Addressee(person(facts), Wording.OPERATOR_INVITED));
            case OPERATOR_ACCEPTED -> accepted(facts, facility);
            case OPERATOR_WITHDRAWN -> List.of(new Addressee(person(facts),
                    facts.status() == OperatorStatus.ACCEPTED
                            ? Wording.OPERATOR_WITHDRAWN
                            : Wording.INVITATION_WITHDRAWN));
            case INVITATION_UNDELIVERABLE -> List.of(new Addressee(facility.owner(), Wording.INVITATION_UNDELIVERABLE));
            case AUTHORIZATION_SUCCEEDED -> everybody(facility, Wording.AUTHORIZATION_SUCCEEDED);
            case AUTHORIZATION_FAILED -> everybody(facility, Wording.AUTHORIZATION_FAILED);
            case AUTHORIZATION_REVOKED -> everybody(facility, Wording.AUTHORIZATION_REVOKED);
            case TOKEN_ROTATION_FAILED -> everybody(facility, Wording.TOKEN_ROTATION_FAILED);
            case AUTHORIZATION_RETRY -> facility.authorizer()
                    .map(person -> List.of(new Addressee(person, Wording.AUTHORIZATION_RETRY)))
                    .orElse(List.of());
            case AUTHORIZATION_EXPIRING ->
                prompted(facility, Wording.AUTHORIZATION_EXPIRING, Wording.AUTHORIZATION_EXPIRING_ELSEWHERE);
            case REAUTHORIZATION_REQUIRED ->
                prompted(facility, Wording.REAUTHORIZATION_REQUIRED, Wording.REAUTHORIZATION_REQUIRED_ELSEWHERE);
            case PROVIDER_DOWNTIME, PROVIDER_RECOVERED -> List.of();
        };
    }

    private static List<Addressee> accepted(Facts facts, KnownFacility facility) {
        List<Addressee> told = new ArrayList<>();
        told.add(new Addressee(facility.owner(), facts.status() == OperatorStatus.ACCEPTED
                ? Wording.OPERATOR_ACCEPTED
                : Wording.OPERATOR_UNCONFIRMED));
        if (Boolean.TRUE.equals(facts.confirmed())) {
            told.add(new Addressee(person(facts), Wording.OPERATOR_CONFIRMED));
        }
        return told;
    }

    private static List<Addressee> everybody(KnownFacility facility, Wording wording) {
        return facility.people().stream().map(person -> new Addressee(person, wording)).toList();
    }

    /** Whoever may authorize is asked to; the others are told that it is asked. */
    private static List<Addressee> prompted(KnownFacility facility, Wording prompt, Wording elsewhere) {
        Predicate<Person> authorizes = person -> facility.authorizer().filter(person::equals).isPresent();
        return facility.people()
                .stream()
                .map(person -> new Addressee(person, authorizes.test(person) ? prompt : elsewhere))
                .toList();
    }

    private static Person person(Facts facts) {
        return Objects.requireNonNull(facts.person(), "the news says not whom it is about");
    }
}
