// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Duration;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import com.dcarbon.platform.work.Backoff;

/**
 * How mails go out; the mail server itself is {@code spring.mail}.
 *
 * @param from the sender's address
 * @param fromName the sender's name
 * @param firstDelay how long a mail waits after its first failed attempt, at most
 * @param longestDelay how long it waits after many
 * @param giveUpAfter how old a mail may become before a failed attempt is its last
 * @param keepSent how long a mail is kept after it was sent
 * @param keepUnsent how long one is kept that was refused or dropped
 */
@Validated
@ConfigurationProperties("dcarbon.notification.mail")
record MailSettings(@NotBlank @Email String from, @NotBlank String fromName, @NotNull Duration firstDelay,
        @NotNull Duration longestDelay, @NotNull Duration giveUpAfter,
        @NotNull Duration keepSent, @NotNull Duration keepUnsent) {

    Backoff backoff() {
        return new Backoff(firstDelay, longestDelay);
    }

    /** The part of a Message-ID behind the at sign. */
    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }
}
