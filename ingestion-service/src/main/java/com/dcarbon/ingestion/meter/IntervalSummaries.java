// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.meter.IntervalSummary.OfDirection;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Sums up what was imported of an authorization; blocks are counted, not unfolded. */
@Repository
class IntervalSummaries {
    private static final String METERS = "select id, last_sync from meters where authorization_id = :id";

    private static final String DIRECTIONS = """
            select direction, min(start_at) as start_at, max(end_at) as end_at,
                   sum(cardinality(values) - case when array_position(values, null) is null then 0
                       else cardinality(array_positions(values, null)) end)::bigint as intervals
              from interval_blocks where meter_id = any(:meters) group by direction order by direction""";

    private final DatabaseClient database;
    private final MeterCoverage coverage;

    IntervalSummaries(DatabaseClient database, MeterCoverage coverage) {
        this.database = database;
        this.coverage = coverage;
    }

    private record Synced(UUID meter, @Nullable Instant lastSync) {}

    Mono<IntervalSummary> of(UUID authorizationId) {
        return database.sql(METERS)
                .bind("id", authorizationId)
                .map(row -> new Synced(Objects.requireNonNull(row.get("id", UUID.class)),
                        row.get("last_sync", Instant.class)))
                .all()
                .collectList()
                .flatMap(meters -> summed(authorizationId, meters));
    }

    private Mono<IntervalSummary> summed(UUID authorizationId, List<Synced> meters) {
        List<UUID> ids = meters.stream().map(Synced::meter).toList();
        return Mono.zip(directions(ids), coverage.of(ids), (directions, covered) -> new IntervalSummary(
                authorizationId, ids.size(),
                directions.stream().map(OfDirection::start).min(Instant::compareTo).orElse(null),
                directions.stream().map(OfDirection::end).max(Instant::compareTo).orElse(null),
                directions.stream().mapToLong(OfDirection::intervals).sum(),
                covered.values().stream().mapToLong(one -> one.gaps().size()).sum(), lastSync(meters), directions));
    }

    private static @Nullable Instant lastSync(List<Synced> meters) {
        return meters.stream().map(Synced::lastSync).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
    }

    private Mono<List<OfDirection>> directions(List<UUID> meters) {
        return database.sql(DIRECTIONS)
                .bind("meters", meters.toArray(UUID[]::new))
                .map(IntervalSummaries::direction)
                .all()
                .collectList();
    }

    private static OfDirection direction(Readable row) {
        return new OfDirection(Objects.requireNonNull(row.get("direction", String.class)),
                Objects.requireNonNull(row.get("start_at", Instant.class)),
                Objects.requireNonNull(row.get("end_at", Instant.class)),
                Objects.requireNonNull(row.get("intervals", Long.class)));
    }
}
