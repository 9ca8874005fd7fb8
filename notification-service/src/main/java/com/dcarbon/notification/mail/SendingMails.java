// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Sends what is due, one mail after the other. */
@Component
class SendingMails {
    private static final Logger LOG = LoggerFactory.getLogger(SendingMails.class);

    private final Mails mails;
    private final InvitationLinks links;
    private final Postbox postbox;
    private final InvitationListener invitations;
    private final TransactionalOperator tx;
    private final MailSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final LostLeases lost;

    SendingMails(Mails mails, InvitationLinks links, Postbox postbox, InvitationListener invitations,
            TransactionalOperator tx, MailSettings settings, Clock clock, MeterRegistry metrics) {
        this.mails = mails;
        this.links = links;
        this.postbox = postbox;
        this.invitations = invitations;
        this.tx = tx;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.lost = new LostLeases(metrics, "mail");
    }

    /** Sends one; false if none was due. */
    Mono<Boolean> sendOne() {
        return mails.claim()
                .flatMap(mail -> send(mail)
                        .flatMap(delivery -> settle(mail, patienceEnded(mail) ? delivery.atLast() : delivery))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Delivery> send(Mail mail) {
        if (mail.unwanted()) {
            return Mono.just(new Delivery.Dropped("the recipient was withdrawn"));
        }
        return links.check(mail).flatMap(checked -> switch (checked) {
            case InvitationLinks.Checked.Complete complete -> postbox.send(complete.mail());
            case InvitationLinks.Checked.Settled settled -> Mono.just(settled.delivery());
        });
    }

    private boolean patienceEnded(Mail mail) {
        return !clock.instant().isBefore(mail.createdAt().plus(settings.giveUpAfter()));
    }

    private Mono<Void> settle(Mail mail, Delivery delivery) {
        Duration delay = settings.backoff().delay(mail.attempts(), ThreadLocalRandom.current()::nextDouble);
        return mails.settle(mail, delivery, delay)
                .flatMap(settled -> settled
                        ? tellOfInvitation(mail, delivery).thenReturn(true)
                        : Mono.just(false))
                .as(tx::transactional)
                .doOnNext(settled -> {
                    tell(mail, delivery);
                    if (!settled) {
                        lost.count(mail.id());
                    }
                })
                .then();
    }

    private Mono<Void> tellOfInvitation(Mail mail, Delivery delivery) {
        return delivery instanceof Delivery.Refused && mail.invitation() != null && mail.facilityId() != null
                ? invitations.undeliverable(mail.id(), mail.facilityId(), mail.invitation().id(), mail.recipient())
                : Mono.empty();
    }

    private void tell(Mail mail, Delivery delivery) {
        String outcome = delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        metrics.counter("dcarbon.mail.attempts", "outcome", outcome).increment();
        var entry = (delivery instanceof Delivery.Taken ? LOG.atInfo() : LOG.atWarn()).addKeyValue("mail_id", mail.id())
                .addKeyValue("attempts", mail.attempts())
                .addKeyValue("outcome", outcome);
        switch (delivery) {
            case Delivery.Taken _ -> entry.log("mail sent");
            case Delivery.Delayed delayed -> entry.addKeyValue("reason", delayed.reason()).log("mail is tried again");
            case Delivery.Dropped dropped -> entry.addKeyValue("reason", dropped.reason()).log("mail was not sent");
            case Delivery.Refused refused -> entry.addKeyValue("reason", refused.reason()).log("mail was refused");
        }
    }
}
