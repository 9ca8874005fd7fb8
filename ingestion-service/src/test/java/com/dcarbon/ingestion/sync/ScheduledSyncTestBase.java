// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** A facility whose utility serves what a test writes, hours of whole days before today. */
abstract class ScheduledSyncTestBase extends IngestionTestBase {
    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HOUR = 3_600;

    @BeforeEach
    void notAtMidnight() {
        awaitTheMiddleOfADay(PACIFIC);
    }

    static Instant midnight(int daysAgo) {
        return LocalDate.now(PACIFIC).minusDays(daysAgo).atStartOfDay(PACIFIC).toInstant();
    }

    /** A period that a feed has readings of, in days before today. */
    record Days(String point, int from, int to) {}

    static Days days(int from, int to) {
        return new Days("1", from, to);
    }

    /** The utility has those readings from now on. */
    void utilityHas(Days... periods) {
        FeedFixture feed = FeedFixture.feed().readingType("t", 1, 0);
        List<String> points = List.of(periods).stream().map(Days::point).distinct().toList();
        points.forEach(point -> feed.usagePoint(point).meterReading(point, "m" + point, "t"));
        for (int i = 0; i < periods.length; i++) {
            long start = midnight(periods[i].from()).getEpochSecond();
            int hours = (int) ((midnight(periods[i].to()).getEpochSecond() - start) / HOUR);
            feed.block(periods[i].point(), "m" + periods[i].point(), "b" + i, start, HOUR, new long[hours]);
        }
        try {
            neighbours.feedOf("customer-" + facility, feed.xml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** And the facility is authorized, and its history imported. */
    void imported() {
        facilityExists();
        try {
            neighbours.authorize(authorization, "sdge", "customer-" + facility);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        authorized("sdge");
        awaitImports(1);
    }

    /** The turn of the authorization has come. */
    void turnComes() {
        execute("""
                update sync_plans set next_run_at = now() - interval '1 minute' where facility_id = :id""");
    }

    /** Waits until so many imports are done and told, and gives the newest. */
    IntervalDataImported awaitImports(int number) {
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() >= number);
        List<Event<?>> told = events(EventKind.INTERVAL_DATA_IMPORTED);
        assertThat(told).hasSize(number);
        return (IntervalDataImported) told.getLast().data();
    }

    JsonNode gaps() {
        return meters().get(0).path("interval_coverage").path("gaps");
    }

    void execute(String sql) {
        database.sql(sql).bind("id", facility).then().block(PATIENCE);
    }
}
