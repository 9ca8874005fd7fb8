// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.meter.MeterView.Coverage;
import com.dcarbon.ingestion.meter.MeterView.Gap;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** From when to when meters have intervals, and where some are missing in between. */
@Repository
class MeterCoverage {
    private static final String SPANS = """
            select meter_id, min(start_at) as span_start, max(end_at) as span_end
              from interval_blocks where meter_id = any(:ids) group by meter_id""";

    /** Between blocks, and inside the few blocks that have missing values. */
    private static final String GAPS = """
            with blocks as (
                select meter_id, direction, start_at, end_at, interval_seconds, values,
                       lag(end_at) over (partition by meter_id, direction order by start_at) as previous_end
                  from interval_blocks where meter_id = any(:ids)),
            inside as (
                select b.meter_id, b.start_at, b.interval_seconds, r.place,
                       lag(r.place) over (partition by b.meter_id, b.direction, b.start_at order by r.place) as previous
                  from blocks b cross join lateral unnest(b.values) with ordinality as r (value, place)
                 where array_position(b.values, null) is not null and r.value is not null),
            gaps as (
                select meter_id, previous_end as gap_start, start_at as gap_end from blocks where start_at > previous_end
                union
                select meter_id, start_at + previous * make_interval(secs => interval_seconds),
                       start_at + (place - 1) * make_interval(secs => interval_seconds)
                  from inside where place > previous + 1)
            select meter_id, gap_start, gap_end from (
                select g.*, row_number() over (partition by meter_id order by gap_start) as number from gaps g) numbered
             where number <= 100 order by meter_id, gap_start""";

    private final DatabaseClient database;

    MeterCoverage(DatabaseClient database) {
        this.database = database;
    }

    private record Span(UUID meter, Instant start, Instant end) {}

    /** By meter; those without intervals are left out. */
    Mono<Map<UUID, Coverage>> of(List<UUID> meters) {
        if (meters.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.zip(spans(SPANS, "span", meters), spans(GAPS, "gap", meters), MeterCoverage::joined);
    }

    private Mono<List<Span>> spans(String sql, String prefix, List<UUID> meters) {
        return database.sql(sql)
                .bind("ids", meters.toArray(UUID[]::new))
                .map(row -> span(row, prefix))
                .all()
                .collectList();
    }

    private static Span span(Readable row, String prefix) {
        return new Span(Objects.requireNonNull(row.get("meter_id", UUID.class)),
                Objects.requireNonNull(row.get(prefix + "_start", Instant.class)),
                Objects.requireNonNull(row.get(prefix + "_end", Instant.class)));
    }

    private static Map<UUID, Coverage> joined(List<Span> spans, List<Span> gaps) {
        Map<UUID, List<Gap>> gapsByMeter = new HashMap<>();
        gaps.forEach(gap -> gapsByMeter.computeIfAbsent(gap.meter(), unused -> new ArrayList<>())
                .add(new Gap(gap.start(), gap.end())));
        Map<UUID, Coverage> coverage = new HashMap<>();
        spans.forEach(span -> coverage.put(span.meter(),
                new Coverage(span.start(), span.end(), gapsByMeter.getOrDefault(span.meter(), List.of()))));
        return coverage;
    }
}
