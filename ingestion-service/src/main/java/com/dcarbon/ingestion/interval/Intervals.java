// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Reads intervals; sums are the database's. */
@Repository
class Intervals {
    private static final int CURSOR_PARTS = 2;
    private static final int UNKNOWN_QUALITY = 99;
    private static final int DOUBT = 100;

    /** Only the blocks that touch the period are unfolded. */
    private static final String READINGS = """
            select b.direction, b.interval_seconds,
                   b.start_at + (r.place - 1) * make_interval(secs => b.interval_seconds) as start_at,
                   trim_scale(r.value * 10::numeric ^ b.power_of_ten) as wh,
                   quality_doubt(r.quality) * 100 + coalesce(r.quality, 99) as worst
              from interval_blocks b
             cross join lateral unnest(b.values, b.qualities) with ordinality as r (value, quality, place)
             where b.meter_id = :meter and b.start_at < :end and b.end_at > :start
               and b.start_at > :start::timestamptz - interval '401 days'
               and b.direction = any(:directions) and r.value is not null""";

    private static final String IN_PERIOD = "select * from readings where start_at >= :start and start_at < :end";

    private static final String RAW = """
            with readings as (%s), chosen as (%s)
            select start_at, start_at + make_interval(secs => interval_seconds) as end_at, direction, wh, worst,
                   worst / 100 = 3 as estimated
              from chosen where (start_at, direction) > (:after, :after_direction)
             order by start_at, direction limit :limit""".formatted(READINGS, IN_PERIOD);

    private static final String SUMMED = """
            with readings as (%s), chosen as (%s),
            sums as (
                select %s as bucket, direction, sum(wh) as wh, max(worst) as worst, bool_or(worst / 100 = 3) as estimated,
                       max(start_at + make_interval(secs => interval_seconds)) as last_end
                  from chosen group by 1, 2)
            select bucket as start_at, greatest(last_end, %s) as end_at, direction, trim_scale(wh) as wh, worst, estimated
              from sums where (bucket, direction) > (:after, :after_direction)
             order by bucket, direction limit :limit""";

    private final DatabaseClient database;

    Intervals(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page<IntervalItem>> find(IntervalQuery query) {
        Cursor cursor = query.page().cursor() == null
                ? Cursor.of(Instant.EPOCH.minusSeconds(1), "")
                : Cursor.decode(query.page().cursor(), CURSOR_PARTS);
        DatabaseClient.GenericExecuteSpec sql = database.sql(sqlFor(query.resolution()))
                .bind("meter", query.meter().id())
                .bind("start", query.start())
                .bind("end", query.end())
                .bind("directions", stored(query))
                .bind("after", cursor.instant(0))
                .bind("after_direction", cursor.text(1))
                .bind("limit", query.page().limit() + 1);
        if (query.resolution() != Resolution.RAW) {
            sql = sql.bind("zone", query.meter().timeZone().getId());
        }
        return sql.map(Intervals::item)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, query.page().limit(), Intervals::cursor))
                .map(page -> page.map(item -> item.shownAs(query.shown().shown(item.direction()).orElseThrow())));
    }

    private static String[] stored(IntervalQuery query) {
        return query.shown().stored(query.direction()).stream().map(Direction::wire).toArray(String[]::new);
    }

    private static String sqlFor(Resolution resolution) {
        return resolution == Resolution.RAW
                ? RAW
                : SUMMED.formatted(READINGS, IN_PERIOD, resolution.bucket(), resolution.bucketEnd());
    }

    private static Cursor cursor(IntervalItem item) {
        return Cursor.of(item.start(), item.direction().wire());
    }

    private static IntervalItem item(Readable row) {
        int worst = Objects.requireNonNull(row.get("worst", Integer.class)) % DOUBT;
        return new IntervalItem(Objects.requireNonNull(row.get("start_at", Instant.class)),
                Objects.requireNonNull(row.get("end_at", Instant.class)),
                Direction.of(Objects.requireNonNull(row.get("direction", String.class))).orElseThrow(),
                Objects.requireNonNull(row.get("wh", BigDecimal.class)),
                Quality.nameOf(worst == UNKNOWN_QUALITY ? Quality.UNKNOWN : worst),
                Boolean.TRUE.equals(row.get("estimated", Boolean.class)));
    }
}
