// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;

import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.platform.ids.Ids;

/** Puts meters and readings into the database as imports would, months at once. */
final class StoredMeters {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseClient database;
    private final UUID facility;
    private final UUID authorization;

    StoredMeters(DatabaseClient database, UUID facility, UUID authorization) {
        this.database = database;
        this.facility = facility;
        this.authorization = authorization;
    }

    UUID add(String number, String provider, String source) {
        UUID id = Ids.next();
        database.sql(
                """
                        insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, utility_meter_id, role,
                            commodity, blocks, time_zone, source, created_at, first_provider_id, first_source)
                        values (:id, :facility, :authorization, :provider, :id::text, :number, 'consumption', 'electricity',
                            '{intervals}', 'America/Los_Angeles', :source, :now, :provider, :source)""")
                .bind("id", id)
                .bind("facility", facility)
                .bind("authorization", authorization)
                .bind("provider", provider)
                .bind("number", number)
                .bind("source", source)
                .bind("now", Instant.now())
                .then()
                .block(PATIENCE);
        return id;
    }

    /** Every quarter hour of each local day of the month has that value; in place of what was there. */
    void month(UUID meter, Direction direction, YearMonth month, long milliwattHours) {
        month(meter, direction, month, milliwattHours, (short) 17, "green_button");
    }

    void month(UUID meter, Direction direction, YearMonth month, long milliwattHours, short quality, String source) {
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            var start = month.atDay(day).atStartOfDay(PACIFIC);
            var end = month.atDay(day).plusDays(1).atStartOfDay(PACIFIC);
            int quarters = (int) (Duration.between(start, end).toSeconds() / 900);
            Long[] values = new Long[quarters];
            Arrays.fill(values, milliwattHours);
            Short[] qualities = new Short[quarters];
            Arrays.fill(qualities, quality);
            block(meter, direction, start.toInstant(), values, qualities, source);
        }
    }

    private void block(UUID meter, Direction direction, Instant start, Long[] values, Short[] qualities,
            String source) {
        database.sql(
                """
                        insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                            qualities, source, changed_at)
                        values (:meter, :direction, :start, :end, 900, -3, :values, :qualities, :source, :now)
                        on conflict (meter_id, direction, start_at) do update set
                            values = excluded.values, qualities = excluded.qualities, source = excluded.source""")
                .bind("meter", meter)
                .bind("direction", direction.wire())
                .bind("start", start)
                .bind("end", start.plusSeconds(900L * values.length))
                .bind("values", values)
                .bind("qualities", qualities)
                .bind("source", source)
                .bind("now", Instant.now())
                .then()
                .block(PATIENCE);
    }

    /** What a month of that value comes to, in Wh. */
    static BigDecimal wh(YearMonth month, long milliwattHours) {
        long quarters = IntStream.rangeClosed(1, month.lengthOfMonth())
                .mapToLong(day -> Duration.between(month.atDay(day).atStartOfDay(PACIFIC),
                        month.atDay(day).plusDays(1).atStartOfDay(PACIFIC)).toSeconds() / 900)
                .sum();
        return BigDecimal.valueOf(quarters * milliwattHours, 3);
    }
}
