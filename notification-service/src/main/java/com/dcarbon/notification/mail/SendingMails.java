// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Sends what is due, one mail after the other. */
@Component
class SendingMails {
    private static final Logger LOG = LoggerFactory.getLogger(SendingMails.class);

    private final Mails mails;
    private final Postbox postbox;
    private final MailSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final LostLeases lost;

    SendingMails(Mails mails, Postbox postbox, MailSettings settings, Clock clock, MeterRegistry metrics) {
        this.mails = mails;
        this.postbox = postbox;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.lost = new LostLeases(metrics, "mail");
    }

    /** Sends one; false if none was due. */
    Mono<Boolean> sendOne() {
        return mails.claim()
                .flatMap(mail -> postbox.send(mail)
                        .flatMap(delivery -> settle(mail, patienceEnded(mail) ? delivery.atLast() : delivery))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private boolean patienceEnded(Mail mail) {
        return !clock.instant().isBefore(mail.createdAt().plus(settings.giveUpAfter()));
    }

    private Mono<Void> settle(Mail mail, Delivery delivery) {
        Duration delay = settings.backoff().delay(mail.attempts(), ThreadLocalRandom.current()::nextDouble);
        return mails.settle(mail, delivery, delay).doOnNext(settled -> {
            tell(mail, delivery);
            if (!settled) {
                lost.count(mail.id());
            }
        }).then();
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
            case Delivery.Refused refused -> entry.addKeyValue("reason", refused.reason()).log("mail was refused");
        }
    }
}
