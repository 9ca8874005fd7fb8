// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.gap.rules.Hole;
import com.dcarbon.ingestion.gap.rules.HoleFinder;
import com.dcarbon.ingestion.gap.rules.Reconciliation;
import com.dcarbon.ingestion.gap.rules.Stretch;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what is stored with the ledger of gaps, for the period that an import has touched and no more. Runs in the
 * transaction that ends the import.
 */
@Repository
public class GapReview {
    /**
     * The period, and the blocks before and after it, so that a gap at its edge is seen whole. Blocks that follow on each
     * other without anything missing are one stretch.
     */
    private static final String STRETCHES = """
            with reach as materialized (
                select series.meter_id, series.direction, series.frontier, series.interval_seconds as usual,
                       coalesce((
                            select before.start_at from interval_blocks before
                             where before.meter_id = series.meter_id and before.direction = series.direction
                               and before.start_at < :from::timestamptz
                             order by before.start_at desc limit 1), :from::timestamptz) as first_at,
                       coalesce((
                            select later.start_at from interval_blocks later
                             where later.meter_id = series.meter_id and later.direction = series.direction
                               and later.start_at >= :to::timestamptz
                             order by later.start_at limit 1), :to::timestamptz) as last_at
                  from meter_series series
                 where series.meter_id = any(:meters)),
            block as (
                select reach.*, found.*, start_at = lag(end_at) over series and missing = '{}'
                           and interval_seconds = lag(interval_seconds) over series and lag(missing) over series = '{}'
                           as goes_on
                  from reach
                 cross join lateral (
                    select start_at, end_at, interval_seconds, array_positions(values, null) as missing
                      from interval_blocks
                     where meter_id = reach.meter_id and direction = reach.direction
                       and start_at >= reach.first_at and start_at <= reach.last_at offset 0) as found
                window series as (partition by reach.meter_id, reach.direction order by start_at)),
            numbered as (
                select *, count(*) filter (where goes_on is not true)
                              over (partition by meter_id, direction order by start_at) as stretch
                  from block)
            select meter_id, direction, frontier, usual, min(start_at) as start_at, max(end_at) as end_at,
                   interval_seconds, missing
              from numbered
             group by meter_id, direction, frontier, usual, interval_seconds, missing, stretch
             order by meter_id, direction, start_at""";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final GapSettings settings;
    private final Clock clock;

    GapReview(DatabaseClient database, JsonMapper json, GapSettings settings, Clock clock) {
        this.database = database;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    private record Series(UUID meterId, String direction) {}

    private record Found(Series series, long frontier, int usual, Stretch stretch) {}

    /** What is seen of a series, whose newest interval has so many seconds; changes while its blocks come in. */
    private record Seen(long frontier, int usual, HoleFinder finder) {}

    private record Entry(Series series, Reconciliation.Known known) {}

    private record NewEntry(UUID id, UUID meterId, String direction, Instant startAt, Instant endAt,
            @Nullable UUID restOf) {}

    /**
     * Brings the ledger up to date for that period of those meters.
     *
     * @return how many readings have arrived that were missing before, each as long as the newest of its series
     */
    public Mono<Long> of(List<UUID> meters, Instant from, Instant to) {
        return database.sql(STRETCHES)
                .bind("meters", meters.toArray(UUID[]::new))
                .bind("from", from)
                .bind("to", to)
                .map(GapReview::found)
                .all()
                .collect(LinkedHashMap<Series, Seen>::new, GapReview::see)
                .filter(seen -> !seen.isEmpty())
                .flatMap(seen -> entries(meters, seen.values()).flatMap(entries -> write(seen, entries)))
                .defaultIfEmpty(0L);
    }

    private static void see(Map<Series, Seen> seen, Found found) {
        seen.computeIfAbsent(found.series(), _ -> new Seen(found.frontier(), found.usual(), new HoleFinder()))
                .finder()
                .take(found.stretch());
    }

    private Mono<List<Entry>> entries(List<UUID> meters, Collection<Seen> seen) {
        List<Hole> periods = seen.stream().flatMap(one -> one.finder().seen().stream()).toList();
        return database.sql("""
                select id, meter_id, direction, start_at, end_at from interval_gaps
                 where meter_id = any(:meters) and state <> 'closed' and start_at < :latest and end_at > :earliest
                 order by start_at""")
                .bind("meters", meters.toArray(UUID[]::new))
                .bind("earliest", Instant.ofEpochSecond(periods.stream().mapToLong(Hole::start).min().orElse(0)))
                .bind("latest", Instant.ofEpochSecond(periods.stream().mapToLong(Hole::end).max().orElse(0)))
                .map(row -> new Entry(series(row), new Reconciliation.Known(uuid(row, "id"),
                        new Hole(second(row, "start_at"), second(row, "end_at")))))
                .all()
                .collectList();
    }

    private Mono<Long> write(Map<Series, Seen> seen, List<Entry> entries) {
        List<UUID> closed = new ArrayList<>();
        List<NewEntry> added = new ArrayList<>();
        long arrived = 0;
        Map<Series, List<Reconciliation.Known>> known = entries.stream()
                .collect(Collectors.groupingBy(Entry::series, Collectors.mapping(Entry::known, Collectors.toList())));
        for (Map.Entry<Series, Seen> each : seen.entrySet()) {
            List<Reconciliation.Known> entriesOf = known.getOrDefault(each.getKey(), List.of());
            Reconciliation found = reconciled(each.getValue(), entriesOf);
            closed.addAll(found.closed());
            found.added().forEach(entry -> added.add(entry(each.getKey(), entry)));
            arrived += found.arrived(entriesOf) / each.getValue().usual();
        }
        return add(added).then(Mono.defer(() -> close(closed))).thenReturn(arrived);
    }

    private Reconciliation reconciled(Seen seen, List<Reconciliation.Known> entries) {
        List<Reconciliation.Known> known = entries.stream()
                .filter(entry -> seen.finder().seen().stream().anyMatch(entry.hole()::overlaps))
                .toList();
        return Reconciliation.of(known, seen.finder().holesBefore(seen.frontier()), settings.longest().toSeconds());
    }

    private static NewEntry entry(Series series, Reconciliation.Added added) {
        return new NewEntry(Ids.next(), series.meterId(), series.direction(),
                Instant.ofEpochSecond(added.hole().start()), Instant.ofEpochSecond(added.hole().end()), added.restOf());
    }

    /** What is left of an entry goes on as that entry did. */
    private Mono<Void> add(List<NewEntry> entries) {
        return entries.isEmpty()
                ? Mono.empty()
                : database
                        .sql("""
                                insert into interval_gaps (id, meter_id, direction, start_at, end_at, state, found_at, asked,
                                    denied, last_asked_at, next_ask_at)
                                select added.id, added.meter_id, added.direction, added.start_at, added.end_at,
                                       coalesce(former.state, 'open'), coalesce(former.found_at, :now), coalesce(former.asked, 0),
                                       coalesce(former.denied, 0), former.last_asked_at, coalesce(former.next_ask_at, :now)
                                  from jsonb_to_recordset(:entries::jsonb) as added (id uuid, meter_id uuid, direction text,
                                       start_at timestamptz, end_at timestamptz, rest_of uuid)
                                  left join interval_gaps former on former.id = added.rest_of""")
                        .bind("now", clock.instant())
                        .bind("entries", json.writeValueAsString(entries))
                        .then();
    }

    private Mono<Void> close(List<UUID> entries) {
        return entries.isEmpty()
                ? Mono.empty()
                : database.sql("update interval_gaps set state = 'closed', closed_at = :now where id = any(:ids)")
                        .bind("now", clock.instant())
                        .bind("ids", entries.toArray(UUID[]::new))
                        .then();
    }

    private static Found found(Readable row) {
        List<Integer> missing = Arrays.stream(Objects.requireNonNull(row.get("missing", Integer[].class)))
                .map(place -> place - 1)
                .toList();
        return new Found(series(row), second(row, "frontier"), number(row, "usual"),
                new Stretch(second(row, "start_at"),
                        second(row, "end_at"), number(row, "interval_seconds"), missing));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }

    private static Series series(Readable row) {
        return new Series(uuid(row, "meter_id"), Objects.requireNonNull(row.get("direction", String.class)));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static long second(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class)).getEpochSecond();
    }
}
