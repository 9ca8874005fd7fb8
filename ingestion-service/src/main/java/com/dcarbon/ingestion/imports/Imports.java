// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The imports as administrators see them, the latest first. */
@Repository
class Imports {
    private static final String SELECT = "select job.*, f.name as facility_name, " + ImportFilter.STUCK + """
             as stuck
            from import_jobs job left join facilities f on f.facility_id = job.facility_id
            """;
    private static final String SET_GOING = """
            update import_jobs job
               set state = case when state = 'failed' then 'queued' else state end, next_attempt_at = :now,
                   patience_from = :now, deaths = 0, finished_at = null,
                   attempts = case when state = 'failed' then 0 else attempts end,
                   error_code = case when state = 'failed' then null else error_code end
             where id = :id and (state in ('queued', 'waiting', 'retrying')
                or state = 'failed' and error_code not in ('authorization_ended', 'authorization_not_active')
                   and not exists (select 1 from import_jobs other
                        where other.authorization_id = job.authorization_id and other.id <> job.id
                          and other.state in ('queued', 'running', 'waiting', 'retrying')))""";

    private final DatabaseClient database;

    Imports(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page<ImportItem>> find(ImportFilter filter, PageRequest page) {
        String cursor = page.cursor();
        String sql = SELECT + "where " + filter.sql() + (cursor == null ? "" : " and job.id < :after")
                + " order by job.id desc limit :limit";
        GenericExecuteSpec query = database.sql(sql).bind("before", filter.stuckBefore()).bind("limit",
                page.limit() + 1);
        query = filter.provider() == null ? query : query.bind("provider", filter.provider());
        query = cursor == null ? query : query.bind("after", Cursor.decode(cursor, 1).uuid(0));
        return query.map(Imports::item)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /** Empty if there is none. */
    Mono<ImportItem> find(UUID id, Instant stuckBefore) {
        return database.sql(SELECT + "where job.id = :id")
                .bind("before", stuckBefore)
                .bind("id", id)
                .map(Imports::item)
                .one();
    }

    /** Makes it due at once, anew if it was given up; false if it has ended otherwise, or another one is under way. */
    Mono<Boolean> setGoing(UUID id, Instant now) {
        return database.sql(SET_GOING)
                .bind("id", id)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(updated -> updated == 1);
    }

    private static ImportItem item(Readable row) {
        String state = text(row, "state");
        boolean active = !state.equals("done") && !state.equals("failed") && !state.equals("superseded");
        String error = row.get("error_code", String.class);
        return new ImportItem(uuid(row, "id"), uuid(row, "facility_id"), row.get("facility_name", String.class),
                uuid(row, "authorization_id"), text(row, "provider_id"), ImportKind.of(text(row, "kind")), state,
                Boolean.TRUE.equals(row.get("stuck", Boolean.class)), time(row, "created_at"),
                time(row, "window_start"), time(row, "window_end"), number(row, "attempts"), number(row, "waits"),
                active ? time(row, "next_attempt_at") : null, row.get("finished_at", Instant.class),
                lastError(error, active));
    }

    private static ImportItem.@Nullable LastError lastError(@Nullable String code, boolean active) {
        return code == null ? null : ImportItem.LastError.of(code, !active);
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
