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
            insert into mails (id, announcement_id, recipient, recipient_name, user_id, facility_id, invitation_id,
                               invitation_key_id, subject, text_body, html_body, message_id, next_attempt_at,
                               created_at)
            values (:id, :announcement_id, :recipient, :recipient_name, :user_id, :facility_id, :invitation_id,
                    :invitation_key_id, :subject, :text_body, :html_body, :message_id, :now, :now)
            on conflict (announcement_id, lower(recipient)) do nothing""";
    private static final String CLAIM = """
            update mails set leased_until = :leased_until, attempts = attempts + 1
            where id = (select id from mails
                        where state = 'waiting' and next_attempt_at <= :now
                          and (leased_until is null or leased_until <= :now)
                        order by next_attempt_at limit 1
                        for update skip locked)
            returning id, recipient, recipient_name, facility_id, invitation_id, invitation_key_id, unwanted,
                      subject, text_body, html_body, message_id, attempts, created_at, leased_until""";
    private static final String FINISH = """
            update mails set state = :state, last_error = :last_error, finished_at = :now, leased_until = null
            where id = :id and leased_until = :leased_until""";
    private static final String DELAY = """
            update mails set next_attempt_at = :next_attempt_at, last_error = :last_error, leased_until = null
            where id = :id and leased_until = :leased_until""";
    /** What is being sent just now may still arrive; nothing is tried again. */
    private static final String DROP = """
            update mails set unwanted = true, next_attempt_at = :now
            where facility_id = :facility_id and user_id = :user_id and state = 'waiting'""";
    private static final String FORGET = """
            delete from mails
            where id in (select id from mails
                         where state = 'sent' and finished_at < :sent_before
                            or state in ('refused', 'dropped') and finished_at < :others_before
                         limit 500)""";

    private final DatabaseClient database;
    private final Clock clock;
    private final MailSettings settings;

    Mails(DatabaseClient database, Clock clock, MailSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** To be sent soon; once per announcement and address. Call it in the transaction of what it tells of. */
    public Mono<Void> add(Draft draft) {
        UUID id = Ids.next();
        var invitation = draft.invitation();
        return database.sql(ADD)
                .bind("id", id)
                .bind("announcement_id", draft.announcementId())
                .bind("recipient", draft.recipient())
                .bind("recipient_name", value(draft.recipientName(), String.class))
                .bind("user_id", value(draft.userId(), String.class))
                .bind("facility_id", value(draft.facilityId(), UUID.class))
                .bind("invitation_id", value(invitation == null ? null : invitation.id(), UUID.class))
                .bind("invitation_key_id", value(invitation == null ? null : invitation.keyId(), Integer.class))
                .bind("subject", draft.letter().subject())
                .bind("text_body", draft.letter().text())
                .bind("html_body", draft.letter().html())
                .bind("message_id", "<%s@%s>".formatted(id, settings.domain()))
                .bind("now", clock.instant())
                .then();
    }

    /** Leaves unsent what waits for a person about a facility. */
    public Mono<Void> drop(UUID facilityId, String userId) {
        return database.sql(DROP)
                .bind("facility_id", facilityId)
                .bind("user_id", userId)
                .bind("now", clock.instant())
                .then();
    }

    /** Forgets some that ended long ago; false if there are none (any more). */
    Mono<Boolean> forgetSome() {
        Instant now = clock.instant();
        return database.sql(FORGET)
                .bind("sent_before", now.minus(settings.keepSent()))
                .bind("others_before", now.minus(settings.keepUnsent()))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
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
            case Delivery.Dropped dropped -> finish(mail, "dropped", Parameters.in(dropped.reason()));
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
                row.get("recipient_name", String.class), row.get("facility_id", UUID.class), invitation(row),
                Boolean.TRUE.equals(row.get("unwanted", Boolean.class)), letter,
                text(row, "message_id"),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("leased_until", Instant.class)));
    }

    private static Draft.@Nullable Invitation invitation(Readable row) {
        UUID id = row.get("invitation_id", UUID.class);
        return id == null
                ? null
                : new Draft.Invitation(id, Objects.requireNonNull(row.get("invitation_key_id", Integer.class)));
    }

    private static <T> Parameter value(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
