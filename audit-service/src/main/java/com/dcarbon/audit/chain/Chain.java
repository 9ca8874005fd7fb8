// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import static com.dcarbon.audit.chain.ChainRows.required;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Place;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The days of the log and the entries of each, in the order of the chain. */
@Repository
class Chain {
    private static final int AT_ONCE = 1_000;
    /** Also days that are on record no more, though entries of them are there: found by skipping from day to day. */
    private static final String DAYS = """
            with recursive found as (
                (select day from audit_entries where day between :first and :last order by day limit 1)
                union all
                select (select e.day from audit_entries e where e.day > found.day and e.day <= :last order by e.day limit 1)
                from found where found.day is not null)
            select coalesce(d.day, f.day) as known_day, d.day is not null as on_record, %s,
                   (select encode(b.head, 'hex') from audit_days b where b.day < coalesce(d.day, f.day)
                    order by b.day desc limit 1) as root_before
            from (select * from audit_days where day between :first and :last) d
                 full join (select day from found where day is not null) f on f.day = d.day
            order by 1"""
            .formatted(ChainRows.DAY);
    /** One statement, so that what is dropped meanwhile is seen once. */
    private static final String PLACES = """
            select * from (
                (select %s from audit_entries e left join audit_personal p on p.entry_id = e.id
                 where e.day = :day and e.number > :after and e.number <= :until order by e.number limit :limit)
                union all
                (select %s from audit_dropped x
                 where x.day = :day and x.number > :after and x.number <= :until order by x.number limit :limit)) places
            order by number limit :limit""".formatted(ChainRows.ENTRY, ChainRows.DROPPED);
    /**
     * The first place of a day whose drop is not told of by an entry of the log that names day, count and hashes; 0 where it
     * is the whole day's. An entry that told of it may have been dropped itself, later.
     */
    private static final String UNRECORDED = """
            select case
                when d.dropped_at is not null then (
                    select 0::bigint where not exists (
                        select from audit_entries r where r.id = d.dropped_by and r.event_type = 'audit_entries_dropped'
                            and r.details::json ->> 'day' = d.day::text
                            and r.details::json ->> 'root' = encode(d.head, 'hex'))
                    and not exists (select from audit_dropped r where r.day = d.dropped_on and r.entry_id = d.dropped_by)
                    and not exists (select from audit_days o where o.day = d.dropped_on and o.dropped_at is not null))
                else (
                    select coalesce(min(part.first_number) filter (where told is not true),
                                    case when coalesce(sum(part.entries), 0) <> d.dropped then 0 end)
                    from (select x.dropped_by, count(*) as entries, min(x.number) as first_number from audit_dropped x
                          where x.day = d.day group by x.dropped_by) part
                    left join audit_entries r on r.id = part.dropped_by
                    cross join lateral (select r.event_type = 'audit_entries_dropped'
                            and r.details::json ->> 'day' = d.day::text
                            and r.details::json ->> 'entries' = part.entries::text
                            and r.details::json ->> 'digest' = audit_dropped_digest(part.dropped_by, d.day) as told) as found)
                end as first_place
            from audit_days d where d.day = :day""";
    private static final String ROOTS = """
            select %s from audit_days d where d.day between :first and :last and d.day > :after
            order by d.day limit :limit""".formatted(ChainRows.DAY);
    private static final String CLOSE = """
            select %s from close_audit_days(:today, :now) d order by d.day""".formatted(ChainRows.DAY);
    private static final LocalDate BEFORE_ALL = DayRange.ALL.first().minusDays(1);

    private final DatabaseClient database;

    Chain(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A day of which there is something.
     *
     * @param record null if it is on record no more
     * @param rootBefore the head of the last day before it that is on record
     */
    record Link(LocalDate day, @Nullable ChainDay record, String rootBefore) {}

    Flux<Link> links(DayRange range) {
        return database.sql(DAYS)
                .bind("first", range.first())
                .bind("last", range.last())
                .map(Chain::link)
                .all();
    }

    /**
     * The entries of a day as they stand there; of an open one those that it had when it was looked up. Read as they are
     * asked for, so that a day may have any number.
     */
    Flux<List<Place>> places(ChainDay day) {
        return places(day, Long.MIN_VALUE)
                .expand(places -> places.size() < AT_ONCE ? Mono.empty() : places(day, places.getLast().number()));
    }

    private Mono<List<Place>> places(ChainDay day, long after) {
        return database.sql(PLACES)
                .bind("day", day.day())
                .bind("after", after)
                .bind("until", day.closedAt() == null ? day.entries() : Long.MAX_VALUE)
                .bind("limit", AT_ONCE)
                .map(ChainRows::place)
                .all()
                .collectList();
    }

    /** The first place of the day that was dropped without a record; none if each drop is on record. */
    Mono<Long> unrecordedDrop(ChainDay day) {
        return database.sql(UNRECORDED)
                .bind("day", day.day())
                .map(row -> Optional.ofNullable(row.get("first_place", Long.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    Mono<Page<ChainDay>> days(DayRange range, PageRequest page) {
        String cursor = page.cursor();
        LocalDate after = cursor == null
                ? BEFORE_ALL
                : DayRange.first(Cursor.decode(cursor, 1).text(0)).orElse(BEFORE_ALL);
        return database.sql(ROOTS)
                .bind("first", range.first())
                .bind("last", range.last())
                .bind("after", after)
                .bind("limit", page.limit() + 1)
                .map(ChainRows::day)
                .all()
                .collectList()
                .map(days -> Page.of(days, page.limit(), last -> Cursor.of(last.day())));
    }

    /** The day into which entries go now; none if there is no entry. */
    Mono<LocalDate> lastDay() {
        return database.sql("select day from audit_days order by day desc limit 1")
                .map(row -> required(row, "day", LocalDate.class))
                .one();
    }

    /** Closes the days before that one; answers each that is closed until it is {@link #announced}. */
    Flux<ChainDay> close(LocalDate today, Instant now) {
        return database.sql(CLOSE).bind("today", today).bind("now", now).map(ChainRows::day).all();
    }

    /** The root of that day was told. */
    Mono<Void> announced(ChainDay day) {
        return database.sql("select announce_audit_day(:day)").bind("day", day.day()).then();
    }

    private static Link link(Readable row) {
        boolean onRecord = required(row, "on_record", Boolean.class);
        return new Link(required(row, "known_day", LocalDate.class), onRecord ? ChainRows.day(row) : null,
                Objects.requireNonNullElse(row.get("root_before", String.class), ChainDay.NOTHING));
    }
}
