// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.net.InetSocketAddress;
import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.neighbours.pages.PageServer;

/** The mail catcher and its inbox page on their ports. */
@Configuration(proxyBeanMethods = false)
class MailNeighbour {

    @Bean
    CaughtMails caughtMails(MailSettings settings, Clock clock) {
        return new CaughtMails(clock, settings.keep());
    }

    @Bean
    MailCatcher mailCatcher(MailSettings settings, CaughtMails mails, @Value("${neighbours.address}") String address) {
        return new MailCatcher(address, settings.smtpPort(), settings.refused(), mails);
    }

    @Bean
    PageServer inbox(MailSettings settings, CaughtMails mails, @Value("${neighbours.address}") String address) {
        return new PageServer(new InetSocketAddress(address, settings.inboxPort()), new InboxPages(mails));
    }
}
