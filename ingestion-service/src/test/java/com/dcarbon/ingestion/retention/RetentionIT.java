// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;

/** Partitions that come and go, and work that is forgotten. */
class RetentionIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant LATER = Instant.parse("2060-05-01T00:00:00Z");

    @Autowired
    private Partitions partitions;

    @Autowired
    private List<RetentionHold> holds;

    @Test
    void partitionsAreThereYearsBeforeTheyAreNeededAndNothingIsMoved() {
        keeping(null, LATER).keep().block(PATIENCE);
        assertThat(years(Partitions.BLOCKS)).contains(2060, 2061, 2062);
        assertThat(years(Partitions.REVISIONS)).contains(2060, 2061, 2062);

        block("2070-06-01");
        assertThat(partitions.make(Partitions.BLOCKS, 2070).block(PATIENCE)).as("rows of it lie elsewhere").isFalse();
        assertThat(partitions.anyInDefault(Partitions.BLOCKS).block(PATIENCE)).isTrue();
        execute("delete from interval_blocks_other");
        assertThat(partitions.make(Partitions.BLOCKS, 2070).block(PATIENCE)).isTrue();
    }

    @Test
    void yearsAreDroppedAsAWholeOnceNobodyNeedsThem() {
        block("2015-06-01");
        block("2016-06-01");
        block("2010-06-01");
        Instant now = Instant.parse("2027-02-01T00:00:00Z");

        keeping(null, now).keep().block(PATIENCE);
        assertThat(blocks()).as("kept for ever by default").isEqualTo(3);
        keeping(Period.ofYears(10), now, () -> Mono.just(Instant.parse("2016-01-01T00:00:00Z"))).keep().block(PATIENCE);
        assertThat(blocks()).as("2016 is needed").isEqualTo(1);
        keeping(Period.ofYears(10), now).keep().block(PATIENCE);
        assertThat(blocks()).isZero();
        await(() -> dropped().containsAll(List.of("interval_blocks 2015", "interval_blocks 2016",
                "interval_blocks 1 before 2016-01-01T00:00:00Z")));

        for (int year = 2015; year <= 2016; year++) {
            partitions.make(Partitions.BLOCKS, year).block(PATIENCE);
        }
    }

    @Test
    void aFrozenMonthKeepsTheYearsOfItsReadings() {
        block("2016-06-01");
        block("2017-06-01");
        execute("""
                insert into generation_reports (id, facility_id, month, frozen_at, frozen_by, document)
                values ('%1$s', '%1$s', '2017-03-01', now(), 'admin', '{}')""".formatted(Ids.next()));
        Instant now = Instant.parse("2037-02-01T00:00:00Z");

        keeping(Period.ofYears(10), now, holds.toArray(RetentionHold[]::new)).keep().block(PATIENCE);

        assertThat(holds).isNotEmpty();
        assertThat(blocks()).as("2017 was reported").isEqualTo(1);
        assertThat(years(Partitions.BLOCKS)).contains(2017).doesNotContain(2016);
        for (int year = 2015; year <= 2016; year++) {
            partitions.make(Partitions.BLOCKS, year).block(PATIENCE);
        }
    }

    @Test
    void endedImportsAreForgottenButTheLatestOfAnAuthorization() {
        for (int daysAgo : new int[]{500, 450, 10}) {
            ended(daysAgo);
        }
        execute("insert into provider_pauses (provider_id, until) values ('gone', now() - interval '2 days')");
        quarantined(500);
        quarantined(10);
        var work = new EndedWork(database, settings(null), Clock.systemUTC());

        assertThat(work.forget().block(PATIENCE)).isFalse();

        assertThat(count("select count(*) from import_jobs where facility_id = :id")).isEqualTo(1);
        assertThat(count("select count(*) from quarantined_items where facility_id = :id")).isEqualTo(1);
        assertThat(count("""
                select count(*) from provider_pauses where provider_id = 'gone' and cast(:id as uuid) is not null"""))
                .isZero();
        execute("update import_jobs set finished_at = now() - interval '900 days' where facility_id = '" + facility
                + "'");
        work.forget().block(PATIENCE);
        assertThat(count("select count(*) from import_jobs where facility_id = :id")).as("the latest").isEqualTo(1);
    }

    @Test
    void gapsThatHaveBeenClosedForLongAreForgotten() {
        for (int daysAgo : new int[]{500, 10}) {
            execute("""
                    insert into interval_gaps (id, meter_id, direction, start_at, end_at, state, found_at, next_ask_at, closed_at)
                    select gen_random_uuid(), '%s', 'delivered', t - interval '1 day', t, 'closed', t, t, t
                      from (select now() - interval '%d days' as t) times"""
                    .formatted(facility, daysAgo));
        }

        new EndedWork(database, settings(null), Clock.systemUTC()).forget().block(PATIENCE);

        assertThat(count("select count(*) from interval_gaps where meter_id = :id")).isEqualTo(1);
    }

    /** What the audit log says of it. */
    private static List<String> dropped() {
        return KafkaProbe.shared()
                .events(Topic.AUDIT, event -> event.type().equals("intervals_dropped"))
                .stream()
                .map(event -> ((AuditRecord) event.data()).details())
                .map(told -> told.get("table") + " " + (told.containsKey("year")
                        ? told.get("year")
                        : told.get("rows") + " before " + told.get("before")))
                .toList();
    }

    private Set<Integer> years(String table) {
        return Objects.requireNonNull(partitions.years(table).block(PATIENCE)).existing();
    }

    private KeepingPartitions keeping(@Nullable Period intervals, Instant now, RetentionHold... holds) {
        return new KeepingPartitions(partitions, List.of(holds), settings(intervals), new SimpleMeterRegistry(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static RetentionSettings settings(@Nullable Period intervals) {
        return new RetentionSettings(intervals, null, Duration.ofDays(400), Duration.ofDays(400), 2,
                Duration.ofHours(1));
    }

    private void block(String day) {
        execute("""
                insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                    qualities, source, changed_at)
                values ('%s', 'delivered', '%s 00:00+00', '%s 00:15+00', 900, 0, '{1}', '{0}', 'green_button', now())"""
                .formatted(facility, day, day));
    }

    private long blocks() {
        return count("select count(*) from interval_blocks where meter_id = :id");
    }

    private void ended(int daysAgo) {
        UUID id = Ids.next();
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, next_attempt_at, created_at, finished_at)
                select '%1$s', '%2$s', '%3$s', 'odd', 'green_button', 'incremental', '%1$s', 'done', t, t, t, t, t
                  from (select now() - interval '%4$d days' as t) times"""
                .formatted(id, facility, authorization, daysAgo));
    }

    private void quarantined(int daysAgo) {
        execute("""
                insert into quarantined_items (id, job_id, facility_id, provider_id, reason, detail, amount, found_at)
                values ('%1$s', '%1$s', '%2$s', 'odd', 'untied_block', 'left out', 1, now() - interval '%3$d days')"""
                .formatted(Ids.next(), facility, daysAgo));
    }

    private void execute(String sql) {
        database.sql(sql).then().block(PATIENCE);
    }
}
