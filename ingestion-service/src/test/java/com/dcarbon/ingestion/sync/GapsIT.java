// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.ingestion.espi.FeedFixture;

import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.JsonNode;

/** What is missing is found, asked for again, and shown until it is there or the utility has declared it absent. */
class GapsIT extends ScheduledSyncTestBase {
    /** A feed without a meter. */
    private static final String NOTHING = FeedFixture.feed().readingType("t", 1, 0).xml();
    private static final String ASKED = """
            select coalesce(sum(g.asked), 0) from interval_gaps g join meters m on m.id = g.meter_id
             where m.facility_id = :id""";

    @Autowired
    private MeterRegistry metrics;

    @Test
    void aGapIsShownUntilItsReadingsArriveBitByBit() {
        double recovered = counted("dcarbon.readings.recovered");
        utilityHas(days(20, 15), days(12, 3));
        imported();
        assertThat(gaps()).hasSize(1);
        assertThat(gaps().get(0).path("start").asString()).isEqualTo(midnight(15).toString());
        assertThat(gaps().get(0).path("end").asString()).isEqualTo(midnight(12).toString());
        assertThat(gaps().get(0).path("state").asString()).isEqualTo("open");

        utilityHas(days(20, 15), days(14, 13), days(12, 3));
        turnComes();
        awaitImports(2);
        assertThat(gaps()).hasSize(2);
        assertThat(count("""
                select count(*) from interval_gaps g join meters m on m.id = g.meter_id
                 where m.facility_id = :id and g.state = 'open' and g.asked = 2""")).isEqualTo(2);

        utilityHas(days(20, 3));
        turnComes();
        awaitImports(3);
        assertThat(gaps()).isEmpty();
        assertThat(count("""
                select count(*) from interval_gaps g join meters m on m.id = g.meter_id
                 where m.facility_id = :id and g.state = 'closed'""")).isEqualTo(3);
        assertThat(counted("dcarbon.readings.recovered") - recovered)
                .isEqualTo(Duration.between(midnight(15), midnight(12)).toHours());
        double duplicate = counted("dcarbon.readings.duplicate");
        turnComes();
        awaitImports(4);
        assertThat(counted("dcarbon.readings.duplicate") - duplicate)
                .isEqualTo(Duration.between(midnight(20), midnight(3)).toHours());
    }

    private double counted(String name) {
        return metrics.counter(name, "provider", "sdge").count();
    }

    @Test
    void anOldGapIsAskedForAfterTheTurnAndInTheEndDeclaredAbsent() {
        utilityHas(days(80, 75), days(73, 3));
        imported();
        execute("""
                update interval_gaps set next_ask_at = now(), asked = 4, found_at = now() - interval '40 days'
                 where meter_id in (select id from meters where facility_id = :id)""");

        turnComes();
        IntervalDataImported asked = awaitImports(3);

        assertThat(asked.kind()).isEqualTo(ImportKind.BACKFILL);
        assertThat(asked.start()).isEqualTo(midnight(75));
        assertThat(asked.end()).isEqualTo(midnight(73));
        assertThat(gaps().get(0).path("state").asString()).isEqualTo("declared_absent");

        turnComes();
        assertThat(awaitImports(4).kind()).isEqualTo(ImportKind.INCREMENTAL);
        utilityHas(days(80, 3));
        turnComes();
        awaitImports(5);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aGapThatTheUtilityCannotAnswerKeepsNothingElseWaiting() throws Exception {
        utilityHas(days(20, 15), days(12, 3));
        imported();
        execute("""
                update interval_gaps set next_ask_at = now() - interval '1 day'
                 where meter_id in (select id from meters where facility_id = :id)""");
        fillsIn("waiting", "now() + interval '1 day'");

        turnComes();
        assertThat(awaitImports(2).kind()).isEqualTo(ImportKind.INCREMENTAL);
        assertThat(count("select count(*) from import_jobs where facility_id = :id and state = 'superseded'"))
                .isEqualTo(1);

        fillsIn("waiting", "now() + interval '1 day'");
        user(owner).post().uri("/facilities/{id}/sync", facility).exchange().expectStatus().isAccepted();
        assertThat(awaitImports(3).kind()).isEqualTo(ImportKind.INCREMENTAL);

        execute("update meters set covered_from = '%s' where facility_id = :id".formatted(midnight(12)));
        execute("""
                update interval_gaps set next_ask_at = now() - interval '1 day', asked = 0
                 where meter_id in (select id from meters where facility_id = :id)""");
        neighbours.feedOf("customer-" + facility, "<feed");
        fillsIn("queued", "now()");
        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'failed'") == 1);

        assertThat(count("""
                select count(*) from interval_gaps g join meters m on m.id = g.meter_id
                 where m.facility_id = :id and g.next_ask_at > now() + interval '1 hour' and g.asked = 0
                   and m.history_not_before > now()""")).isEqualTo(1);
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
        assertThat(sync().path("state").asString()).isEqualTo("done");
    }

    @Test
    void aUtilityThatSaysTwiceThatItHasNothingOfThatTimeIsBelieved() throws Exception {
        utilityHas(days(80, 75), days(73, 3));
        imported();
        neighbours.feedOf("customer-" + facility, NOTHING);

        fillsIn(75, 73);
        awaitImports(2);
        assertThat(stateOfGaps()).containsExactly("open");
        fillsIn(75, 73);
        awaitImports(3);

        assertThat(stateOfGaps()).containsExactly("declared_absent");
    }

    @Test
    void thatAMeterHasReadingsOfThatTimeContradictsAnAnswerWithNothing() throws Exception {
        utilityHas(days(80, 75), days(73, 3), new Days("2", 80, 3));
        imported();
        long before = count(ASKED);
        neighbours.feedOf("customer-" + facility, NOTHING);

        fillsIn(75, 73);
        awaitImports(2);
        fillsIn(75, 73);
        awaitImports(3);

        assertThat(denials()).isZero();
        assertThat(count(ASKED) - before).isEqualTo(2);
    }

    @Test
    void onlyAQuestionForJustAGapDeniesIt() throws Exception {
        utilityHas(days(80, 75), days(73, 70), days(68, 3));
        imported();
        long before = count(ASKED);
        neighbours.feedOf("customer-" + facility, NOTHING);

        fillsIn(75, 68);
        awaitImports(2);
        fillsIn(85, 73);
        awaitImports(3);

        assertThat(denials()).isZero();
        assertThat(count(ASKED) - before).isEqualTo(3);
    }

    @Test
    void whatWasLeftOutDeniesNothing() throws Exception {
        utilityHas(days(80, 75), days(73, 3));
        imported();
        long before = count(ASKED);
        neighbours.feedOf("customer-" + facility,
                FeedFixture.feed().readingType("t", 1, 0)
                        .block("9", "m9", "b9", midnight(75).getEpochSecond(), 3_600, new long[24]).xml());

        fillsIn(75, 73);
        await(() -> count(ASKED) > before);

        assertThat(denials()).isZero();
    }

    private List<String> stateOfGaps() {
        return gaps().valueStream().map(gap -> gap.path("state").asString()).toList();
    }

    private long denials() {
        return count("""
                select coalesce(sum(g.denied), 0) from interval_gaps g join meters m on m.id = g.meter_id
                 where m.facility_id = :id""");
    }

    /** An import of a period, in days before today, as for a gap. */
    private void fillsIn(int from, int to) {
        fillsIn("queued", "now()", midnight(from), midnight(to));
    }

    /** An import of the gap, with its tries used up. */
    private void fillsIn(String state, String due) {
        fillsIn(state, due, midnight(15), midnight(12));
    }

    private void fillsIn(String state, String due, Instant from, Instant to) {
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, next_attempt_at, created_at, attempts, urgent)
                select gen_random_uuid(), facility_id, authorization_id, provider_id, method, 'backfill',
                       'follows-' || gen_random_uuid(), '%s', '%s', '%s', %s, now(), 9, false
                  from sync_plans where facility_id = :id"""
                .formatted(state, from, to, due));
    }

    @Test
    void aMeterThatIsNotReportedAnyMoreIsMarkedUntilItComesBack() {
        utilityHas(new Days("1", 20, 3), new Days("2", 20, 3));
        imported();
        assertThat(conditions()).containsOnly("");

        utilityHas(new Days("1", 20, 3));
        turnComes();
        awaitImports(2);
        assertThat(conditions()).containsExactlyInAnyOrder("", "not_reported");
        assertThat(meters()).anySatisfy(meter -> assertThat(Instant.parse(meter.path("condition_since").asString(
                "1970-01-01T00:00:00Z"))).isAfter(Instant.now().minus(Duration.ofMinutes(2))));

        utilityHas(new Days("1", 20, 3), new Days("2", 20, 3));
        turnComes();
        awaitImports(3);
        assertThat(conditions()).containsOnly("");
    }

    private List<String> conditions() {
        return meters().valueStream().map(meter -> meter.path("condition").asString("")).toList();
    }

    @Test
    void aMeterThatAppearsLaterGetsItsHistory() {
        utilityHas(new Days("1", 20, 3));
        imported();
        execute("update meters set covered_from = now() - interval '100 days' where facility_id = :id");

        utilityHas(new Days("1", 20, 3), new Days("2", 20, 3));
        turnComes();
        IntervalDataImported history = awaitImports(3);

        assertThat(history.kind()).isEqualTo(ImportKind.BACKFILL);
        assertThat(history.start()).isEqualTo(midnight(90));
        assertThat(history.end()).isEqualTo(midnight(33));
        turnComes();
        assertThat(awaitImports(4).kind()).isEqualTo(ImportKind.INCREMENTAL);
    }

    @Test
    void monthsTellWhatIsExpectedStoredMissingAndAwaited() {
        utilityHas(days(75, 65), days(64, 3));
        imported();

        JsonNode found = json(call(user(owner), "/meters/" + meters().get(0).path("id").asString()
                + "/completeness?from=" + YearMonth.now(PACIFIC).minusMonths(3)).expectStatus().isOk());

        JsonNode items = found.path("items");
        assertThat(found.path("time_zone").asString()).isEqualTo("America/Los_Angeles");
        assertThat(sum(items, "missing")).isBetween(23L, 25L);
        assertThat(sum(items, "stored")).isEqualTo(count("""
                select count(*) from intervals i join meters m on m.id = i.meter_id where m.facility_id = :id"""));
        assertThat(sum(items, "awaited")).isBetween(71L, 97L);
        assertThat(sum(items, "expected"))
                .isEqualTo(sum(items, "stored") + sum(items, "missing") + sum(items, "awaited"));
        assertThat(items.get(0).path("direction").asString()).isEqualTo("delivered");
        for (String months : List.of("from=2020-01", "from=2026-10&to=2026-09", "to=x")) {
            call(user(owner), "/meters/" + meters().get(0).path("id").asString() + "/completeness?" + months)
                    .expectStatus().isBadRequest();
        }
    }

    private static long sum(JsonNode items, String field) {
        return items.valueStream().mapToLong(item -> item.path(field).asLong()).sum();
    }
}
