// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

class HoleFinderTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final HoleFinder finder = new HoleFinder();

    private static Stretch stretch(long start, int seconds, int places, Integer... missing) {
        return new Stretch(start, start + (long) places * seconds, seconds, List.of(missing));
    }

    private static Stretch day(String day, int places) {
        return stretch(LocalDate.parse(day).atStartOfDay(PACIFIC).toEpochSecond(), 900, places);
    }

    @Test
    void daysOfNinetyTwoAndAHundredQuarterHoursAreWhole() {
        finder.take(day("2026-03-07", 96)).take(day("2026-03-08", 92)).take(day("2026-03-09", 96));
        assertThat(finder.holes()).isEmpty();

        var autumn = new HoleFinder().take(day("2026-10-31", 96)).take(day("2026-11-01", 96))
                .take(day("2026-11-02", 96));
        long repeated = LocalDate.parse("2026-11-02").atStartOfDay(PACIFIC).toEpochSecond();
        assertThat(autumn.holes()).containsExactly(new Hole(repeated - 3_600, repeated));
    }

    @Test
    void aChangeOfTheLengthIsNoHole() {
        finder.take(stretch(0, 3_600, 2)).take(stretch(7_200, 900, 4)).take(stretch(10_800, 300, 12));
        assertThat(finder.holes()).isEmpty();
    }

    @Test
    void missingValuesAndMissingBlocksThatMeetAreOneHole() {
        finder.take(stretch(0, 900, 8, 2, 3, 7)).take(stretch(9_000, 900, 4, 0));
        assertThat(finder.holes()).containsExactly(new Hole(1_800, 3_600), new Hole(6_300, 9_900));
        assertThat(finder.holesBefore(7_000)).containsExactly(new Hole(1_800, 3_600), new Hole(6_300, 7_000));
        assertThat(finder.seen()).contains(new Hole(0, 12_600));
    }

    @Test
    void aSliverIntoWhichNoIntervalFitsIsNoHole() {
        finder.take(stretch(0, 3_600, 1)).take(stretch(4_000, 900, 4));
        assertThat(finder.holes()).isEmpty();
    }

    @Test
    void withoutAnythingNothingIsMissing() {
        assertThat(finder.holes()).isEmpty();
        assertThat(finder.seen()).isEmpty();
    }
}
