// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** How fresh and how complete each utility's readings are. */
class ReadingGaugesIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final double DAY = Duration.ofDays(1).toSeconds();

    private final String provider = "gauged-" + UUID.randomUUID();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void tellsHowOldTheNewestReadingsAreAndHowManyAreMissing() {
        for (int age = 1; age <= 10; age++) {
            meter(true, "active", null, age);
        }
        meter(false, "active", null, 400);
        meter(true, "ended", null, 400);
        meter(true, "active", "not_reported", 400);
        UUID silent = meter(true, "active", null, 0);
        execute("delete from meter_series where meter_id = '%s'".formatted(silent));
        execute("update meters set created_at = '2026-05-12T00:00:00Z' where id = '%s'".formatted(silent));
        UUID gapped = meter(true, "active", null, 1);
        gap(gapped, "open", 4);
        gap(gapped, "open", 1);
        gap(gapped, "declared_absent", 3);
        gap(gapped, "closed", 50);

        new ReadingGauges(database, Duration.ofDays(3), Clock.fixed(NOW, ZoneOffset.UTC), metrics).measure()
                .block(PATIENCE);

        assertThat(value("dcarbon.provider.meters")).isEqualTo(12);
        assertThat(value("dcarbon.provider.meters.stale")).as("4 to 10 days, and the silent one").isEqualTo(8);
        assertThat(value("dcarbon.provider.frontier.age.seconds", "percent", "100")).isEqualTo(20 * DAY, within(1d));
        assertThat(value("dcarbon.provider.frontier.age.seconds", "percent", "95")).isEqualTo(20 * DAY, within(1d));
        assertThat(value("dcarbon.provider.frontier.age.seconds", "percent", "50")).isBetween(4 * DAY, 7 * DAY);
        assertThat(value("dcarbon.provider.readings.missing", "state", "open")).isEqualTo(5);
        assertThat(value("dcarbon.provider.readings.missing", "state", "declared_absent")).isEqualTo(3);
    }

    private double value(String name, String... tags) {
        return metrics.get(name).tag("provider", provider).tags(tags).gauge().value();
    }

    /** Its newest quarter hour ended so many days ago. */
    private UUID meter(boolean live, String status, @Nullable String condition, int age) {
        UUID id = Ids.next();
        execute("""
                insert into sync_plans (authorization_id, facility_id, provider_id, method, version, live, next_run_at)
                values ('%1$s', '%1$s', '%2$s', 'green_button', 1, %3$s, '2199-01-01T00:00:00Z')"""
                .formatted(id, provider, live));
        execute("""
                insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, role, commodity, blocks,
                    time_zone, source, created_at, status, condition, condition_since)
                values ('%1$s', '%1$s', '%1$s', '%2$s', '1', 'net', 'electricity', '{}', 'UTC', 'green_button',
                    '2025-01-01T00:00:00Z', '%3$s', %4$s)"""
                .formatted(id, provider, status, condition == null ? "null, null" : "'" + condition + "', now()"));
        execute("""
                insert into meter_series (meter_id, direction, first_at, frontier, interval_seconds)
                values ('%1$s', 'delivered', '2025-01-01T00:00:00Z', '%2$s', 900),
                       ('%1$s', 'received', '2025-01-01T00:00:00Z', '2025-01-02T00:00:00Z', 900)"""
                .formatted(id, NOW.minus(Duration.ofDays(age))));
        return id;
    }

    private void gap(UUID meter, String state, int quarterHours) {
        execute("""
                insert into interval_gaps (id, meter_id, direction, start_at, end_at, state, found_at, next_ask_at, closed_at)
                values (gen_random_uuid(), '%1$s', 'delivered', '2026-01-01T00:00:00Z',
                    timestamptz '2026-01-01T00:00:00Z' + interval '%2$d seconds', '%3$s', now(), now(), %4$s)"""
                .formatted(meter, quarterHours * 900, state, state.equals("closed") ? "now()" : "null"));
    }

    private void execute(String sql) {
        database.sql(sql).then().block(PATIENCE);
    }
}
