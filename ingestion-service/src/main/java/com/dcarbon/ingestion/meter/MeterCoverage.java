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
            select meter_id, min(first_at) as span_start, max(frontier) as span_end, 'covered' as state
              from meter_series where meter_id = any(:ids) group by meter_id""";

    /** From the ledger; what was cut into pieces there, or is missing in both directions, is one gap here. */
    private static final String GAPS = """
            with missing as (
                select meter_id, start_at, end_at, state,
                       max(end_at) over (partition by meter_id, state order by start_at, end_at
                            rows between unbounded preceding and 1 preceding) as reached
                  from interval_gaps where meter_id = any(:ids) and state <> 'closed'),
            islands as (
                select *, count(*) filter (where reached is null or start_at > reached)
                            over (partition by meter_id, state order by start_at, end_at) as island from missing),
            gaps as (
                select meter_id, state, min(start_at) as gap_start, max(end_at) as gap_end
                  from islands group by meter_id, state, island)
            select meter_id, gap_start, gap_end, state from (
                select g.*, row_number() over (partition by meter_id order by gap_start) as number from gaps g) numbered
             where number <= 100 order by meter_id, gap_start""";

    private final DatabaseClient database;

    MeterCoverage(DatabaseClient database) {
        this.database = database;
    }

    private record Span(UUID meter, Instant start, Instant end, String state) {}

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
                Objects.requireNonNull(row.get(prefix + "_end", Instant.class)),
                Objects.requireNonNull(row.get("state", String.class)));
    }

    private static Map<UUID, Coverage> joined(List<Span> spans, List<Span> gaps) {
        Map<UUID, List<Gap>> gapsByMeter = new HashMap<>();
        gaps.forEach(gap -> gapsByMeter.computeIfAbsent(gap.meter(), unused -> new ArrayList<>())
                .add(new Gap(gap.start(), gap.end(), gap.state())));
        Map<UUID, Coverage> coverage = new HashMap<>();
        spans.forEach(span -> coverage.put(span.meter(),
                new Coverage(span.start(), span.end(), gapsByMeter.getOrDefault(span.meter(), List.of()))));
        return coverage;
    }
}
