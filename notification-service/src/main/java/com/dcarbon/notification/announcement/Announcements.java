// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** What is still to be told. */
@Repository
class Announcements {
    private static final String ADD = """
            insert into announcements (id, facility_id, provider_id, outcome, explanation)
            values (:id, :facility_id, :provider_id, :outcome, :explanation)
            on conflict (id) do nothing""";

    /*
     * The two topics have no common order. So an announcement waits for its facility, and, where only an operator can
     * have authorized, for the one: a facility without is an older picture of it. That wait has an end, since the
     * operator may have been withdrawn again.
     */
    private static final String TAKE_ONE = """
            delete from announcements
            where id = (select a.id
                        from announcements a join facilities f on f.id = a.facility_id
                        where a.next_attempt_at <= now()
                          and (f.owner_role <> 'owner' or f.operator_id is not null or f.discarded
                               or a.outcome = 'failed' or a.heard_at < now() - interval '1 minute')
                        order by a.next_attempt_at limit 1
                        for update of a skip locked)
            returning id, facility_id, provider_id, outcome, explanation, attempts""";
    private static final String PUT_BACK = """
            update announcements
            set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :delay)
            where id = :id""";

    private final DatabaseClient database;

    Announcements(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Announcement announcement) {
        return database.sql(ADD)
                .bind("id", announcement.id())
                .bind("facility_id", announcement.facilityId())
                .bind("provider_id", announcement.providerId())
                .bind("outcome", announcement.outcome().stored())
                .bind("explanation", announcement.explanation())
                .then();
    }

    /**
     * Takes the longest due one whose people are known, to be called in the transaction that tells them; empty if there
     * is none.
     */
    Mono<Announcement> takeOne() {
        return database.sql(TAKE_ONE).map(Announcements::announcement).one();
    }

    /** Leaves one that could not be told for later, so that it holds up no other. Not for the transaction that failed. */
    Mono<Void> putBack(UUID id, Duration delay) {
        return database.sql(PUT_BACK).bind("id", id).bind("delay", delay.toMillis() / 1000.0).then();
    }

    private static Announcement announcement(Readable row) {
        return new Announcement(required(row, "id", UUID.class), required(row, "facility_id", UUID.class),
                required(row, "provider_id", String.class),
                Announcement.Outcome.ofStored(required(row, "outcome", String.class)),
                required(row, "explanation", String.class), required(row, "attempts", Integer.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
