// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.EventKind;

/** UtilityAPI tells of which times it has readings, and so of which it has none. */
class ToldCoverageIT extends UtilityApiTestBase {
    private static final String GAPS = "interval_gaps where meter_id in (select id from meters where facility_id = :id)";
    /** Well before what a turn itself asks for again, in whatever time zone the days of that begin. */
    private final Instant first = start.minus(Duration.ofDays(70));
    private final Instant hole = first.plusSeconds(2 * 900);
    private final Instant second = first.plus(Duration.ofHours(2));

    private static String span(Instant from, Instant to) {
        return "[\"" + from + "\",\"" + to + "\"]";
    }

    private void importedWith(String... spans) {
        api.meters(api.list(api.meter(meter, "updated", true, String.join(",", spans), "daily", "res-electric")));
        api.intervals(meter, api.quarters(meter, first, "1", "2"), api.quarters(meter, second, "3", "4"));
        authorized("uapi");
        await(() -> imports() == 1);
        assertThat(states()).containsExactly("open");
    }

    /** The turn comes, and after it what is missing is asked for. */
    private void askedAgain() {
        long before = imports();
        change("update interval_gaps set next_ask_at = now() where id in (select id from " + GAPS + ")");
        change("update sync_plans set next_run_at = now() - interval '1 minute' where facility_id = :id");
        await(() -> imports() == before + 2);
    }

    private long imports() {
        return events(EventKind.INTERVAL_DATA_IMPORTED).size();
    }

    private void change(String sql) {
        database.sql(sql).bind("id", facility).then().block(PATIENCE);
    }

    private List<String> states() {
        return meters().get(0).path("interval_coverage").path("gaps").valueStream()
                .map(gap -> gap.path("state").asString()).toList();
    }

    @Test
    void whatItSaysTwiceThatItHasNotIsDeclaredAbsent() {
        importedWith(span(first, hole), span(second, Instant.now()));

        askedAgain();

        assertThat(states()).containsExactly("declared_absent");
    }

    @Test
    void whatItSaysThatItHasIsAskedForHoweverOftenItDoesNotCome() {
        importedWith(span(first, Instant.now()));
        change("update interval_gaps set asked = 9, found_at = now() - interval '40 days' where id in (select id from "
                + GAPS + ")");

        askedAgain();

        assertThat(states()).containsExactly("open");
        assertThat(count("select count(*) from " + GAPS + " and next_ask_at > now() and asked > 9")).isEqualTo(1);
    }
}
