// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.EventKind;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** Reads what was imported, one by one and summed. */
class IntervalsIT extends IngestionTestBase {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final String customer = "customer-" + facility;

    private JsonNode imported(FeedFixture feed) throws Exception {
        facilityExists();
        neighbours.feedOf(customer, feed.xml());
        neighbours.authorize(authorization, "pge", customer);
        authorized("pge");
        awaitSync("done");
        return meters().get(0);
    }

    private static long midnight(String day) {
        return LocalDate.parse(day).atStartOfDay(PACIFIC).toInstant().getEpochSecond();
    }

    private static long[] ones(int count) {
        return LongStream.range(0, count).map(i -> 1).toArray();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-07,2026-03-08,92", "2025-11-01,2025-11-02,100"})
    void sumsLocalDaysWhateverTheClockDoes(String before, String day, int quarters) throws Exception {
        long start = midnight(before);
        JsonNode meter = imported(FeedFixture.simple(1, start, 900, ones(96 * 3 + 8)));

        JsonNode days = intervals(meter,
                "&resolution=day&start=" + before + "&end=" + LocalDate.parse(day).plusDays(1));

        assertThat(days.path("items")).hasSize(2);
        JsonNode changed = days.path("items").get(1);
        assertThat(changed.path("start").asString()).isEqualTo(Instant.ofEpochSecond(midnight(day)).toString());
        assertThat(changed.path("end").asString()).isEqualTo(
                Instant.ofEpochSecond(midnight(LocalDate.parse(day).plusDays(1).toString())).toString());
        assertThat(changed.path("wh").decimalValue()).isEqualByComparingTo(BigDecimal.valueOf(quarters));
        assertThat(days.path("time_zone").asString()).isEqualTo("America/Los_Angeles");
        assertThat(days.path("unit").asString()).isEqualTo("Wh");
        JsonNode hours = intervals(meter, "&resolution=hour&start=" + day + "&end=" + LocalDate.parse(day).plusDays(1));
        assertThat(hours.path("items")).hasSize(quarters / 4).allSatisfy(
                hour -> assertThat(hour.path("wh").decimalValue()).isEqualByComparingTo("4"));
    }

    @Test
    void writesExactDecimals() throws Exception {
        JsonNode meter = imported(FeedFixture.feed()
                .usagePoint("1")
                .readingType("t", 1, -3)
                .meterReading("1", "m", "t")
                .block("1", "m", "b", midnight("2026-02-01"), 900, 66_123, 1, 281_474_976_710_655L, -5_000));

        byte[] body = call(user(owner), "/intervals?meter_id=" + meter.path("id").asString()
                + "&start=2026-02-01&end=2026-02-02").expectBody().returnResult().getResponseBody();

        assertThat(new String(body, StandardCharsets.UTF_8)).contains("\"wh\":66.123,", "\"wh\":0.001,",
                "\"wh\":281474976710.655,", "\"wh\":-5,");
        assertThat(
                intervals(meter, "&start=2026-02-01&end=2026-02-02").path("items").get(0).path("direction").asString())
                .as("a single value below zero makes no balance").isEqualTo("delivered");
    }

    @Test
    void sortsByStartThenDirectionAndPagesWithoutLoss() throws Exception {
        long start = midnight("2026-02-01");
        JsonNode meter = imported(FeedFixture.feed()
                .usagePoint("1")
                .readingType("in", 1, 0)
                .readingType("out", 19, 0)
                .meterReading("1", "m1", "in")
                .meterReading("1", "m2", "out")
                .block("1", "m1", "a", start, 900, ones(200))
                .block("1", "m2", "b", start, 900, ones(200)));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = intervals(meter, "&start=2026-02-01&end=2026-02-10&limit=37" + cursor);
            page.path("items").forEach(
                    item -> seen.add(item.path("start").asString() + " " + item.path("direction").asString()));
            cursor = page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(400).doesNotHaveDuplicates().isSorted();
        assertThat(intervals(meter, "&start=2026-02-01&end=2026-02-10&direction=received").path("items")).hasSize(200);
        assertThat(intervals(meter, "&start=2026-02-01T08:00:00Z&end=2026-02-01T09:00:00Z").path("items")).hasSize(8);
    }

    @Test
    void aDayWithoutReadingsIsAbsentAndAGapIsTold() throws Exception {
        long start = midnight("2026-02-01");
        JsonNode meter = imported(FeedFixture.simple(1, start, 900, ones(8)).block("1", "m", "c", start + 9_000, 900,
                ones(4)).block("1", "m", "d", midnight("2026-02-05"), 900, ones(96)));

        assertThat(intervals(meter, "&resolution=day&start=2026-02-01&end=2026-02-10").path("items")).hasSize(2);
        JsonNode gaps = meters().get(0).path("interval_coverage").path("gaps");
        assertThat(gaps).hasSize(2);
        assertThat(gaps.get(0).path("start").asString()).isEqualTo(Instant.ofEpochSecond(start + 7_200).toString());
        assertThat(gaps.get(0).path("end").asString()).isEqualTo(Instant.ofEpochSecond(start + 9_000).toString());
        JsonNode summary = json(call(user(owner), "/intervals/summary?authorization=" + authorization));
        assertThat(summary.path("meters").asInt()).isEqualTo(1);
        assertThat(summary.path("intervals").asInt()).isEqualTo(8 + 4 + 96);
        assertThat(summary.path("gaps").asInt()).isEqualTo(2);
        assertThat(summary.path("start").asString()).isEqualTo(Instant.ofEpochSecond(start).toString());
        assertThat(summary.path("last_sync").isNull()).isFalse();
        assertThat(summary.path("directions").get(0).path("intervals").asInt()).isEqualTo(8 + 4 + 96);
    }

    @Test
    void estimatesAreMarkedInEachReadingAndInTheSum() throws Exception {
        FeedFixture feed = FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t");
        long start = midnight("2026-02-01");
        String content = "<IntervalBlock xmlns='http://naesb.org/espi'>"
                + FeedFixture.reading("<ReadingQuality><quality>8</quality></ReadingQuality>", start, 900, "5")
                + FeedFixture.reading("", start + 900, 900, "6") + "</IntervalBlock>";
        JsonNode meter = imported(feed.entry(feed.blockLinks("1", "m", "b"), content));

        JsonNode raw = intervals(meter, "&start=2026-02-01&end=2026-02-02").path("items");
        JsonNode day = intervals(meter, "&start=2026-02-01&end=2026-02-02&resolution=day").path("items").get(0);

        assertThat(raw.get(0).path("estimated").asBoolean()).isTrue();
        assertThat(raw.get(0).path("quality").asString()).isEqualTo("estimated_using_reference_day");
        assertThat(raw.get(1).path("estimated").asBoolean()).isFalse();
        assertThat(raw.get(1).path("quality").asString()).isEqualTo("validated");
        assertThat(day.path("estimated").asBoolean()).isTrue();
        assertThat(day.path("quality").asString()).isEqualTo("estimated_using_reference_day");
    }

    @Test
    void aCorrectionReplacesAndKeepsWhatStoodThere() throws Exception {
        long start = midnight("2026-02-01");
        JsonNode meter = imported(FeedFixture.simple(1, start, 900, 5, 6, 7));
        neighbours.feedOf(customer, FeedFixture.simple(1, start, 900, 5, 60, 7).xml());

        user(owner).post().uri("/facilities/{id}/sync", facility).exchange().expectStatus().isAccepted();
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(intervals(meter, "&start=2026-02-01&end=2026-02-02").path("items").get(1).path("wh").asInt())
                .isEqualTo(60);
        assertThat(count("""
                select r.values[2] from interval_block_revisions r join meters m on m.id = r.meter_id
                 where m.facility_id = :id""")).isEqualTo(6);
        assertThat(
                count("select count(*) from intervals i join meters m on m.id = i.meter_id where m.facility_id = :id"))
                .isEqualTo(3);
    }

    @Test
    void showsTheLastSevenDaysByDefault() throws Exception {
        long recent = Instant.now().getEpochSecond() / 900 * 900 - 3 * 86_400;
        JsonNode meter = imported(
                FeedFixture.simple(1, recent, 900, ones(4)).block("1", "m", "old", recent - 20 * 86_400, 900, ones(4)));

        assertThat(intervals(meter, "").path("items")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"start=yesterday,start", "end=2026-13-01,end", "start=2026-02-02&end=2026-02-01,start",
            "resolution=minute,resolution", "direction=up,direction", "limit=0,limit", "limit=50001,limit"})
    void saysWhatIsWrongWithAQuestion(String query, String field) throws Exception {
        JsonNode meter = imported(FeedFixture.simple(1, midnight("2026-02-01"), 900, 5));

        JsonNode problem = json(call(user(owner), "/intervals?meter_id=" + meter.path("id").asString() + "&" + query)
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("code").asString()).isEqualTo("invalid_request");
        assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void refusesACursorThatIsNoneOfOurs() throws Exception {
        JsonNode meter = imported(FeedFixture.simple(1, midnight("2026-02-01"), 900, 5));

        JsonNode problem = json(
                call(user(owner), "/intervals?cursor=xx&meter_id=" + meter.path("id").asString()).expectStatus()
                        .isBadRequest());

        assertThat(problem.path("code").asString()).isEqualTo("invalid_cursor");
    }

    @Test
    void needsAMeter() {
        call(user(owner), "/intervals").expectStatus().isBadRequest();
        call(user(owner), "/intervals?meter_id=7").expectStatus().isBadRequest();
        call(user(owner), "/meters").expectStatus().isBadRequest();
    }
}
