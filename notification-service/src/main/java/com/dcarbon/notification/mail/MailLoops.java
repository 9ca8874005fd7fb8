// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** What goes on in the background. */
@Configuration(proxyBeanMethods = false)
class MailLoops {

    @Bean
    BackgroundLoop mailSendingLoop(SendingMails sending) {
        return new BackgroundLoop("mail-sending", Duration.ofSeconds(1), sending::sendOne);
    }

    @Bean
    BackgroundLoop mailGaugesLoop(MailGauges gauges) {
        return new BackgroundLoop("mail-gauges", Duration.ofSeconds(15), gauges::measure);
    }
}
