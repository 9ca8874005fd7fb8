// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;

import tools.jackson.databind.JsonNode;

/** What is shown against what the database itself makes of the view of all readings. */
class RollUpsIT extends StoredMeterTestBase {
    private static final String SUMS = """
            select %s as start_at, direction, trim_scale(sum(wh)) as wh,
                   bool_or(quality_doubt(quality) = 3) as estimated,
                   (array_agg(coalesce(quality, 99) order by quality_doubt(quality) desc, coalesce(quality, 99) desc))[1]
                       as quality
              from intervals where meter_id = :meter and start_at >= :start and start_at < :end
             group by 1, 2 order by 1, 2""";

    @ParameterizedTest
    @CsvSource({"America/Los_Angeles,2026-02-20,2026-03-20,1", "America/Los_Angeles,2025-10-15,2025-11-20,2",
            "Asia/Kolkata,2026-01-25,2026-02-10,3", "Europe/Berlin,2026-03-20,2026-04-05,4"})
    void agreeWithTheReadings(ZoneId zone, LocalDate from, LocalDate to, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        meterExists(zone);
        long start = from.atStartOfDay(zone).toEpochSecond();
        long end = to.atStartOfDay(zone).toEpochSecond();
        for (Direction direction : List.of(Direction.DELIVERED, Direction.RECEIVED, Direction.NET)) {
            store(direction, zone, RandomReadings.between(start, end, random));
        }
        // Not whole days, so that the first and the last sum are of a part.
        Instant first = Instant.ofEpochSecond(start + random.nextInt(200_000));
        Instant last = Instant.ofEpochSecond(end - random.nextInt(200_000));

        compare("raw", "start_at", zone, first, last, 700);
        compare("hour", "date_bin(interval '1 hour', start_at, timestamp '2000-01-01' at time zone :zone)", zone, first,
                last, 93);
        compare("day", "date_trunc('day', start_at, :zone)", zone, first, last, 7);
        compare("month", "date_trunc('month', start_at, :zone)", zone, first, last, 50_000);
    }

    private void compare(String resolution, String bucket, ZoneId zone, Instant start, Instant end, int limit) {
        List<String> shown = read("&resolution=" + resolution + "&limit=" + limit + "&start=" + start + "&end=" + end)
                .stream()
                .map(RollUpsIT::line)
                .toList();

        assertThat(shown).as(resolution).isNotEmpty().isEqualTo(expected(bucket, zone, start, end));
    }

    private List<String> expected(String bucket, ZoneId zone, Instant start, Instant end) {
        var sql = database.sql(SUMS.formatted(bucket)).bind("meter", meter).bind("start", start).bind("end", end);
        return Objects.requireNonNull((bucket.contains(":zone") ? sql.bind("zone", zone.getId()) : sql)
                .map(row -> row.get("start_at", Instant.class) + " " + row.get("direction", String.class) + " "
                        + Objects.requireNonNull(row.get("wh", BigDecimal.class)).toPlainString() + " "
                        + quality(Objects.requireNonNull(row.get("quality", Integer.class))) + " "
                        + row.get("estimated", Boolean.class))
                .all()
                .collectList()
                .block());
    }

    private static String quality(int code) {
        return Objects.toString(
                Quality.nameOf(code == 99 ? -1 : code));
    }

    private static String line(JsonNode item) {
        JsonNode quality = item.path("quality");
        return item.path("start").asString() + " " + item.path("direction").asString() + " "
                + item.path("wh").decimalValue().toPlainString() + " "
                + (quality.isNull() ? "null" : quality.asString()) + " " + item.path("estimated").asBoolean();
    }
}
