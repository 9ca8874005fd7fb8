// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;

/** What goes on in the background. */
@Configuration(proxyBeanMethods = false)
class MailLoops {

    @Bean
    BackgroundLoop mailSendingLoop(SendingMails sending) {
        return new BackgroundLoop("mail-sending", Duration.ofSeconds(1), sending::sendOne);
    }

    @Bean
    BackgroundLoop mailForgettingLoop(Mails mails) {
        return new BackgroundLoop("mail-forgetting", Duration.ofHours(1), mails::forgetSome);
    }

    @Bean
    BackgroundLoop mailGaugesLoop(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        var backlog = new Backlog(database, clock, metrics, "dcarbon.mail.waiting", "dcarbon.mail.oldest.age.seconds",
                "select count(*) as waiting, min(created_at) as since from mails where state = 'waiting'");
        return new BackgroundLoop("mail-gauges", Duration.ofSeconds(15), backlog::measure);
    }
}
