// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.inapp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.notification.rules.Notice;
import com.dcarbon.notification.stream.Changes;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Everyone's notifications. */
@Repository
public class Notifications {
    private static final String ADD = """
            insert into notifications (id, announcement_id, user_id, kind, title, body, facility_id, action_label,
                                       action_path, created_at)
            values (:id, :announcement_id, :user_id, :kind, :title, :body, :facility_id, :action_label,
                    :action_path, :created_at)
            on conflict (announcement_id, user_id) do nothing
            returning id, kind, title, body, facility_id, action_label, action_path, created_at, read_at""";
    private static final String LIST = """
            select id, kind, title, body, facility_id, action_label, action_path, created_at, read_at
            from notifications
            where user_id = :user_id %s %s
            order by created_at desc, id desc
            limit :limit""";
    private static final String ONLY_UNREAD = "and read_at is null";
    private static final String ONLY_READ = "and read_at is not null";
    private static final String AFTER = "and (created_at, id) < (:after_time, :after_id)";
    private static final String COUNT_UNREAD = """
            select count(*) from notifications where user_id = :user_id and read_at is null""";
    private static final String MARK_READ = """
            update notifications set read_at = :now
            where id = :id and user_id = :user_id and read_at is null
            returning id, kind, title, body, facility_id, action_label, action_path, created_at, read_at""";
    private static final String EXISTS = """
            select exists (select 1 from notifications where id = :id and user_id = :user_id) as found""";
    private static final String MARK_ALL_READ = """
            update notifications set read_at = :now where user_id = :user_id and read_at is null""";
    private static final String FORGET = """
            delete from notifications where id in (select id from notifications where created_at < :before limit 500)""";

    private final DatabaseClient database;
    private final Clock clock;
    private final Changes changes;
    private final TransactionalOperator tx;

    Notifications(DatabaseClient database, Clock clock, Changes changes, TransactionalOperator tx) {
        this.database = database;
        this.clock = clock;
        this.changes = changes;
        this.tx = tx;
    }

    /** Once per announcement and person. Call it in the transaction of what it tells of. */
    public Mono<Void> add(UUID announcementId, String userId, Notice notice, @Nullable UUID facilityId) {
        return database.sql(ADD)
                .bind("id", Ids.next())
                .bind("announcement_id", announcementId)
                .bind("user_id", userId)
                .bind("kind", notice.kind().wire())
                .bind("title", notice.title())
                .bind("body", notice.body())
                .bind("facility_id", facilityId == null ? Parameters.in(UUID.class) : Parameters.in(facilityId))
                .bind("action_label", notice.action().label())
                .bind("action_path", notice.action().path())
                .bind("created_at", clock.instant())
                .map(Notifications::notification)
                .one()
                .flatMap(added -> changes.ofNotification(added.id(), userId, added.facilityId(), added));
    }

    /**
     * Newest first.
     *
     * @param unread only unread ones, only read ones, or null for all
     */
    Mono<Page<Notification>> of(String userId, @Nullable Boolean unread, PageRequest page) {
        String filter = unread == null ? "" : unread ? ONLY_UNREAD : ONLY_READ;
        String after = page.cursor() == null ? "" : AFTER;
        var sql = database.sql(LIST.formatted(filter, after)).bind("user_id", userId).bind("limit", page.limit() + 1);
        if (page.cursor() != null) {
            Cursor cursor = Cursor.decode(page.cursor(), 2);
            sql = sql.bind("after_time", cursor.instant(0)).bind("after_id", cursor.uuid(1));
        }
        return sql.map(Notifications::notification)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), last -> Cursor.of(last.createdAt(), last.id())));
    }

    Mono<Long> countUnread(String userId) {
        return database.sql(COUNT_UNREAD)
                .bind("user_id", userId)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** Whether that person has such a notification; reading it again keeps the first time. */
    Mono<Boolean> markRead(UUID id, String userId) {
        return database.sql(MARK_READ)
                .bind("id", id)
                .bind("user_id", userId)
                .bind("now", clock.instant())
                .map(Notifications::notification)
                .one()
                .flatMap(read -> changes.ofNotification(id, userId, read.facilityId(), read).thenReturn(true))
                .as(tx::transactional)
                .switchIfEmpty(exists(id, userId));
    }

    private Mono<Boolean> exists(UUID id, String userId) {
        return database.sql(EXISTS)
                .bind("id", id)
                .bind("user_id", userId)
                .map(row -> Objects.requireNonNull(row.get("found", Boolean.class)))
                .one();
    }

    Mono<Void> markAllRead(String userId) {
        Instant now = clock.instant();
        return database.sql(MARK_ALL_READ)
                .bind("user_id", userId)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .filter(read -> read > 0)
                .flatMap(_ -> changes.ofAllNotificationsRead(userId, now))
                .as(tx::transactional);
    }

    /** Forgets some that are older than that; false if there are none (any more). */
    Mono<Boolean> forgetSome(Duration age) {
        return database.sql(FORGET)
                .bind("before", clock.instant().minus(age))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Notification notification(Readable row) {
        String path = row.get("action_path", String.class);
        return new Notification(required(row, "id", UUID.class), required(row, "kind", String.class),
                required(row, "title", String.class), required(row, "body", String.class),
                row.get("facility_id", UUID.class),
                path == null ? null : new Notice.Action(required(row, "action_label", String.class), path),
                required(row, "created_at", Instant.class),
                row.get("read_at", Instant.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
