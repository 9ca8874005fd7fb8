// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.inapp;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Forgets old notifications. */
@Configuration(proxyBeanMethods = false)
class ForgettingNotifications {

    @Bean
    BackgroundLoop notificationForgettingLoop(Notifications notifications, InAppSettings settings) {
        return new BackgroundLoop("notification-forgetting", Duration.ofHours(1),
                () -> notifications.forgetSome(settings.keep()));
    }
}
