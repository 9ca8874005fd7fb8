// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.notification.rules.Letter;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Mails as rows: added with what they tell of, claimed for a while by whoever sends them. */
@Repository
public class Mails {
    /** Longer than all time limits of one attempt together, so that no mail is in two hands. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final String ADD = """
            insert into mails (id, announcement_id, recipient, recipient_name, subject, text_body, html_body,
                               message_id, next_attempt_at, created_at)
            values (:id, :announcement_id, :recipient, :recipient_name, :subject, :text_body, :html_body,
                    :message_id, :now, :now)
            on conflict (announcement_id, lower(recipient)) do nothing""";
    private static final String CLAIM = """
            update mails set leased_until = :leased_until, attempts = attempts + 1
            where id = (select id from mails
                        where state = 'waiting' and next_attempt_at <= :now
                          and (leased_until is null or leased_until <= :now)
                        order by next_attempt_at limit 1
                        for update skip locked)
            returning id, recipient, recipient_name, subject, text_body, html_body, message_id, attempts,
                      created_at, leased_until""";
    private static final String FINISH = """
            update mails set state = :state, last_error = :last_error, finished_at = :now, leased_until = null
            where id = :id and leased_until = :leased_until""";
    private static final String DELAY = """
            update mails set next_attempt_at = :next_attempt_at, last_error = :last_error, leased_until = null
            where id = :id and leased_until = :leased_until""";

    private final DatabaseClient database;
    private final Clock clock;
    private final MailSettings settings;

    Mails(DatabaseClient database, Clock clock, MailSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** To be sent soon; once per announcement and address. Call it in the transaction of what it tells of. */
    public Mono<Void> add(UUID announcementId, String recipient, @Nullable String recipientName, Letter letter) {
        UUID id = Ids.next();
        return database.sql(ADD)
                .bind("id", id)
                .bind("announcement_id", announcementId)
                .bind("recipient", recipient)
                .bind("recipient_name",
                        recipientName == null ? Parameters.in(String.class) : Parameters.in(recipientName))
                .bind("subject", letter.subject())
                .bind("text_body", letter.text())
                .bind("html_body", letter.html())
                .bind("message_id", "<%s@%s>".formatted(id, settings.domain()))
                .bind("now", clock.instant())
                .then();
    }

    /** The next mail that is due, for this process alone until its lease ends; empty if there is none. */
    Mono<Mail> claim() {
        Instant now = clock.instant();
        return database.sql(CLAIM).bind("now", now).bind("leased_until", now.plus(LEASE)).map(Mails::mail).one();
    }

    /**
     * Settles what came of the attempt.
     *
     * @return whether it did: not if the lease has ended and the mail is someone else's
     */
    Mono<Boolean> settle(Mail mail, Delivery delivery, Duration delay) {
        return switch (delivery) {
            case Delivery.Taken _ -> finish(mail, "sent", Parameters.in(String.class));
            case Delivery.Refused refused -> finish(mail, "refused", Parameters.in(refused.reason()));
            case Delivery.Delayed delayed -> database.sql(DELAY)
                    .bind("id", mail.id())
                    .bind("leased_until", mail.leasedUntil())
                    .bind("next_attempt_at", clock.instant().plus(delay))
                    .bind("last_error", delayed.reason())
                    .fetch()
                    .rowsUpdated()
                    .map(Mails::one);
        };
    }

    private Mono<Boolean> finish(Mail mail, String state, Parameter error) {
        return database.sql(FINISH)
                .bind("id", mail.id())
                .bind("leased_until", mail.leasedUntil())
                .bind("state", state)
                .bind("last_error", error)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(Mails::one);
    }

    private static boolean one(long rows) {
        return rows == 1;
    }

    private static Mail mail(Readable row) {
        var letter = new Letter(text(row, "subject"), text(row, "text_body"), text(row, "html_body"));
        return new Mail(Objects.requireNonNull(row.get("id", UUID.class)), text(row, "recipient"),
                row.get("recipient_name", String.class), letter, text(row, "message_id"),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("leased_until", Instant.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
