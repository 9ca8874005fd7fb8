// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.gap.MeterSeries.Reached;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.platform.ids.Ids;

class StoredSpansTest {
    private static final long NOW = 1_767_254_400;

    private final UUID meter = Ids.next();
    private final Series series = new Series(meter, Direction.DELIVERED, ZoneOffset.UTC);
    private final StoredSpans spans = new StoredSpans(Instant.ofEpochSecond(NOW));

    private static Reading reading(long start, int seconds) {
        return new Reading(start, seconds, 1, 0, Quality.UNKNOWN, 0);
    }

    @Test
    void reachFromTheEarliestToTheNewestReadingWhateverTheOrder() {
        spans.add(series, List.of(reading(NOW - 1_800, 900), reading(NOW - 900, 900)));
        spans.add(series, List.of(reading(NOW - 7_200, 3_600)));

        assertThat(spans.reached()).containsExactly(new Reached(meter, Direction.DELIVERED,
                Instant.ofEpochSecond(NOW - 7_200), Instant.ofEpochSecond(NOW), 900));
        assertThat(spans.earliest(Instant.ofEpochSecond(NOW))).isEqualTo(Instant.ofEpochSecond(NOW - 7_200));
        assertThat(spans.latest(Instant.ofEpochSecond(NOW - 60))).isEqualTo(Instant.ofEpochSecond(NOW));
    }

    @Test
    void aReadingOfTheFutureMovesNoFrontier() {
        spans.add(series, List.of(reading(NOW - 900, 900), reading(NOW + 86_400_000, 900)));
        assertThat(spans.reached()).extracting(Reached::frontier).containsExactly(Instant.ofEpochSecond(NOW));

        var nothing = new StoredSpans(Instant.ofEpochSecond(NOW));
        nothing.add(series, List.of(reading(NOW + 86_400_000, 900)));
        assertThat(nothing.reached()).isEmpty();
    }
}
