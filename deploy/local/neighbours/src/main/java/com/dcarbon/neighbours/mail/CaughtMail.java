// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A mail as it was delivered to one recipient.
 *
 * @param id a number within this run
 * @param messageId the mail's own {@code Message-ID}, the same for each of its recipients
 * @param recipient to whom it was delivered
 * @param to every recipient it names
 * @param headers all of its header lines by their names; the values of one that repeats, on a line each
 * @param text the plain part, if there is one
 * @param html the HTML part, if there is one
 */
record CaughtMail(long id, String messageId, Instant receivedAt, String from, String recipient, List<String> to,
        String subject, Map<String, String> headers, @Nullable String text, @Nullable String html) {}
