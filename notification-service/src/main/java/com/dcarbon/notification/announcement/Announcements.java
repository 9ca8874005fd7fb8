// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.notification.rules.Kind;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is still to be told. */
@Repository
public class Announcements {
    private static final String ADD = """
            insert into announcements (id, kind, facility_id, facts, awaits_operator, heard_at, next_attempt_at)
            values (:id, :kind, :facility_id, :facts::jsonb, :awaits_operator, :now, :now)
            on conflict (id) do nothing""";

    /*
     * Topics have no common order. So what concerns a facility waits for it, and, where only an operator can have
     * authorized, for the one: a facility without is an older picture of it. That wait has an end, since the operator
     * may have been withdrawn again.
     */
    private static final String TAKE_ONE = """
            delete from announcements
            where id = (select a.id
                        from announcements a left join facilities f on f.id = a.facility_id
                        where a.next_attempt_at <= :now
                          and (a.facility_id is null or f.id is not null)
                          and (not a.awaits_operator or f.owner_role <> 'owner' or f.operator_id is not null
                               or f.discarded or a.heard_at < :awaited_since)
                        order by a.next_attempt_at limit 1
                        for update of a skip locked)
            returning id, kind, facility_id, facts::text as facts, attempts""";
    private static final String PUT_BACK = """
            update announcements
            set attempts = attempts + 1, next_attempt_at = :next
            where id = :id""";

    private static final Duration OPERATOR_AWAITED = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;
    private final JsonMapper json;

    Announcements(DatabaseClient database, Clock clock, JsonMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    /** To be told soon; call it in the transaction of what it tells of. */
    public Mono<Void> add(Announcement announcement) {
        UUID facilityId = announcement.facilityId();
        return database.sql(ADD)
                .bind("id", announcement.id())
                .bind("kind", announcement.kind().wire())
                .bind("facility_id", facilityId == null ? Parameters.in(UUID.class) : Parameters.in(facilityId))
                .bind("facts", json.writeValueAsString(announcement.facts()))
                .bind("awaits_operator", announcement.awaitsOperator())
                .bind("now", clock.instant())
                .then();
    }

    /**
     * Takes the longest due one whose people are known, to be called in the transaction that tells them; empty if there
     * is none.
     */
    Mono<Announcement> takeOne() {
        Instant now = clock.instant();
        return database.sql(TAKE_ONE)
                .bind("now", now)
                .bind("awaited_since", now.minus(OPERATOR_AWAITED))
                .map(this::announcement)
                .one();
    }

    /** Leaves one that could not be told for later, so that it holds up no other. Not for the transaction that failed. */
    Mono<Void> putBack(UUID id, Duration delay) {
        return database.sql(PUT_BACK).bind("id", id).bind("next", clock.instant().plus(delay)).then();
    }

    private Announcement announcement(Readable row) {
        return new Announcement(required(row, "id", UUID.class),
                Kind.named(required(row, "kind", String.class)).orElseThrow(), row.get("facility_id", UUID.class),
                json.readValue(required(row, "facts", String.class), Facts.class),
                required(row, "attempts", Integer.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
