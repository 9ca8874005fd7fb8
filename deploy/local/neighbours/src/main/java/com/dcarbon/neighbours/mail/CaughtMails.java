// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

/** The newest mails, one for each recipient; older ones are forgotten. */
final class CaughtMails {
    private final Clock clock;
    private final int keep;
    private final Deque<CaughtMail> newestFirst = new ArrayDeque<>();
    private long lastId;

    CaughtMails(Clock clock, int keep) {
        this.clock = clock;
        this.keep = keep;
    }

    synchronized void add(String recipient, MimeMessage message) throws MessagingException, IOException {
        newestFirst.addFirst(read(++lastId, clock.instant(), recipient, message));
        if (newestFirst.size() > keep) {
            newestFirst.removeLast();
        }
    }

    /** @param recipient only mails that were delivered to this address; empty for all */
    synchronized List<CaughtMail> newestFirst(String recipient) {
        return newestFirst.stream()
                .filter(mail -> recipient.isBlank() || mail.recipient().equalsIgnoreCase(recipient.strip()))
                .toList();
    }

    synchronized Optional<CaughtMail> find(long id) {
        return newestFirst.stream().filter(mail -> mail.id() == id).findFirst();
    }

    synchronized void clear() {
        newestFirst.clear();
    }

    private static CaughtMail read(long id, Instant receivedAt, String recipient, MimeMessage message)
            throws MessagingException, IOException {
        return new CaughtMail(id, Objects.requireNonNullElse(message.getMessageID(), ""), receivedAt,
                String.join(", ", addresses(message.getFrom())), recipient, addresses(message.getAllRecipients()),
                Objects.requireNonNullElse(message.getSubject(), ""), headers(message),
                MailParts.first(message, "text/plain"), MailParts.first(message, "text/html"));
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.merge(header.getName(), header.getValue(), (one, other) -> one + "\n" + other);
        }
        return headers;
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null ? List.of() : Arrays.stream(addresses).map(CaughtMails::toText).toList();
    }

    private static String toText(Address address) {
        return address instanceof InternetAddress internet ? internet.toUnicodeString() : address.toString();
    }
}
