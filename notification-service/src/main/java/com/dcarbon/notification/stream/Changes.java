// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What has changed lately, as rows that commit with what they tell of; every replica's streams read them. */
@Repository
public class Changes {
    /** Who listens to it gives places to what was written. */
    static final String WRITTEN = "changes_written";
    private static final String ADD = """
            with woken as (select pg_notify('changes_written', ''))
            insert into changes (kind, type, subject, sequence, facility_id, user_id, data, written_at)
            select :kind, :type, :subject, :sequence, :facility_id, :user_id, :data, :now
            from woken
            where not exists (select 1 from changes known
                              where known.subject = :subject and known.kind = :kind and known.sequence >= :sequence)""";
    private static final String FORGET = """
            with gone as (delete from changes
                          where place is not null and written_at < :before
                          returning place)
            update change_log set forgotten = greatest(forgotten, (select max(place) from gone))
            where exists (select 1 from gone)""";

    private final DatabaseClient database;
    private final Clock clock;
    private final JsonMapper json;

    Changes(DatabaseClient database, Clock clock, JsonMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A notification that is new or was read. Call it in the transaction of that.
     *
     * @param notification becomes the event's JSON, the same as in the list of notifications
     */
    public Mono<Void> ofNotification(UUID id, String userId, @Nullable UUID facilityId, Object notification) {
        return add(new Change(ChangeKind.NOTIFICATION, "notification", id, null, facilityId, userId, notification));
    }

    /** Once for all of them, however many there are. Call it in the transaction of that. */
    public Mono<Void> ofAllNotificationsRead(String userId, Instant readAt) {
        return add(new Change(ChangeKind.NOTIFICATION, AllRead.TYPE, Ids.next(), null, null, userId,
                new AllRead(AllRead.TYPE, readAt)));
    }

    /** Call it in the transaction of what it tells of. */
    Mono<Void> add(Change change) {
        return database.sql(ADD)
                .bind("kind", change.kind().wire())
                .bind("type", change.type())
                .bind("subject", change.subject())
                .bind("sequence", nullable(change.sequence(), Long.class))
                .bind("facility_id", nullable(change.facilityId(), UUID.class))
                .bind("user_id", nullable(change.userId(), String.class))
                .bind("data", json.writeValueAsString(change.data()))
                .bind("now", clock.instant())
                .then();
    }

    /** Forgets those that are older, and notes how far; always false, since nothing is left to do then. */
    Mono<Boolean> forget(Duration age) {
        return database.sql(FORGET).bind("before", clock.instant().minus(age)).then().thenReturn(false);
    }

    private static <T> Parameter nullable(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    /** Stands for every notification that was unread until then. */
    record AllRead(String type, Instant readAt) {
        static final String TYPE = "all_read";
    }
}
