// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.ingestion.report.rules.Unit.Lot;
import com.dcarbon.ingestion.report.rules.Unit.Origin;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The meters of a facility and their readings, as a report needs them. */
@Repository
class FacilityReadings {
    private static final String UPLOAD = "upload";

    /** Uploads last, else as they came. */
    private static final String METERS = """
            select *, coalesce(first_provider_id, provider_id) as first_provider,
                   coalesce(first_source, source) as came_by
              from meters where facility_id = :facility
             order by (source = 'upload'), created_at, id""";

    private static final String BLOCKS = """
            select meter_id, direction, start_at, interval_seconds, power_of_ten, values, qualities, source
              from interval_blocks
             where (meter_id, direction) in (select * from unnest(:meters::uuid[], :directions::text[]))
               and start_at < :to and end_at > :from and start_at > :from::timestamptz - interval '401 days'""";

    private final DatabaseClient database;

    /** One row of blocks. */
    record Series(UUID meter, Direction direction) {}

    FacilityReadings(DatabaseClient database) {
        this.database = database;
    }

    /** Those from uploads last, the others in the order in which they came. */
    Mono<List<ReportedMeter>> meters(UUID facilityId) {
        return database.sql(METERS).bind("facility", facilityId).map(FacilityReadings::meter).all().collectList();
    }

    /**
     * The stored blocks of some directions of each meter.
     *
     * @param first month from which on, in whatever time zone
     * @param last month until which, inclusive
     */
    Mono<Map<UUID, List<Lot>>> lots(List<Series> wanted, YearMonth first, YearMonth last) {
        return database.sql(BLOCKS)
                .bind("meters", wanted.stream().map(Series::meter).toArray(UUID[]::new))
                .bind("directions", wanted.stream().map(one -> one.direction().wire()).toArray(String[]::new))
                .bind("from", first.atDay(1).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .bind("to", last.plusMonths(1).atDay(2).atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(row -> Map.entry(uuid(row, "meter_id"), lot(row)))
                .all()
                .collect(HashMap::new, (lots, entry) -> lots
                        .computeIfAbsent(entry.getKey(), meter -> new ArrayList<>())
                        .add(entry.getValue()));
    }

    private static ReportedMeter meter(Readable row) {
        String source = text(row, "source");
        String provider = text(row, "provider_id");
        var meter = new Meter(uuid(row, "id"), uuid(row, "facility_id"), uuid(row, "authorization_id"),
                ZoneId.of(text(row, "time_zone")), text(row, "role"), row.get("generated_from", String.class));
        return new ReportedMeter(meter, row.get("utility_meter_id", String.class), provider, source,
                new Origin(origin(provider, source), origin(text(row, "first_provider"), text(row, "came_by")),
                        source.equals(UPLOAD)),
                row.get("upload_accepted_at", Instant.class) != null);
    }

    private static String origin(String provider, String source) {
        return source.equals(UPLOAD) ? provider + " by upload" : provider;
    }

    private static Lot lot(Readable row) {
        @Nullable
        Long[] values = Objects.requireNonNull(row.get("values", Long[].class));
        @Nullable
        Short[] qualities = Objects.requireNonNull(row.get("qualities", Short[].class));
        var block = new IntervalBlock(Objects.requireNonNull(row.get("start_at", Instant.class)).getEpochSecond(),
                Objects.requireNonNull(row.get("interval_seconds", Integer.class)),
                Objects.requireNonNull(row.get("power_of_ten", Integer.class)), Arrays.asList(values),
                Arrays.asList(qualities), 0);
        return new Lot(Direction.of(text(row, "direction")).orElseThrow(), block, text(row, "source").equals(UPLOAD));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
