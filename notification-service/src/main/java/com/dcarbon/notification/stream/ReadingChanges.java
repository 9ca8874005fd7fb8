// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/**
 * Reads what has changed beyond a position, as far as the viewer may see it. That is decided when it is read, by the
 * facility as it is known then: who is no longer among its people sees nothing of it, earlier changes included.
 */
@Repository
class ReadingChanges {
    private static final int BATCH = 100;
    private static final String NEWEST = "select log_id, placed from change_log";

    /** The row of the log comes also if there is no change. All of it is one snapshot. */
    private static final String READ = """
            select log.log_id, log.placed, readable.is as readable, c.place, c.kind, c.data
            from change_log log
            cross join lateral (select log.log_id = :log and :after between log.forgotten and log.placed as is) readable
            left join lateral (
                select seen.place, seen.kind, seen.data
                from changes seen left join facilities f on f.id = seen.facility_id
                where readable.is and seen.place > :after and seen.kind = any(:kinds)
                  and (seen.user_id = :user_id
                       or (seen.user_id is null and (:admin or f.owner_id = :user_id or f.operator_id = :user_id)))
                order by seen.place limit :limit) c on true
            order by c.place""";

    private final DatabaseClient database;

    ReadingChanges(DatabaseClient database) {
        this.database = database;
    }

    /** Where the next change will come after. */
    Mono<Position> newest() {
        return database.sql(NEWEST).map(ReadingChanges::newest).one();
    }

    /** At most some, oldest first. */
    Mono<News> after(Position position, Viewer viewer) {
        return database.sql(READ)
                .bind("log", position.log())
                .bind("after", position.place())
                .bind("kinds", viewer.kindNames())
                .bind("user_id", viewer.userId())
                .bind("admin", viewer.admin())
                .bind("limit", BATCH)
                .map(Row::of)
                .all()
                .collectList()
                .map(ReadingChanges::news);
    }

    private static News news(List<Row> rows) {
        Row first = rows.getFirst();
        List<News.Item> items = rows.stream().map(Row::item).flatMap(Optional::stream).toList();
        boolean more = items.size() == BATCH;
        return new News(items, more ? first.newest().at(items.getLast().place()) : first.newest(), more,
                !first.readable());
    }

    private static Position newest(Readable row) {
        return new Position(required(row, "log_id", UUID.class), required(row, "placed", Long.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    private record Row(Position newest, boolean readable, Optional<News.Item> item) {

        static Row of(Readable row) {
            Long place = row.get("place", Long.class);
            return new Row(ReadingChanges.newest(row), required(row, "readable", Boolean.class),
                    place == null
                            ? Optional.empty()
                            : Optional.of(new News.Item(place, kind(row), required(row, "data", String.class))));
        }

        private static ChangeKind kind(Readable row) {
            return ChangeKind.valueOf(required(row, "kind", String.class).toUpperCase(Locale.ROOT));
        }
    }
}
