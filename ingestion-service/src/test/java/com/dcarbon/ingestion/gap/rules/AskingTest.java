// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

class AskingTest {
    private static final Instant FOUND = Instant.parse("2026-01-01T00:00:00Z");
    private static final long DAY = 86_400;

    private final Asking asking = new Asking(5, Duration.ofDays(30), Duration.ofDays(60));

    private static Instant after(long days) {
        return FOUND.plus(Duration.ofDays(days));
    }

    @Test
    void asksEverMoreSeldom() {
        assertThat(asking.next(FOUND, FOUND)).isEqualTo(after(1));
        assertThat(asking.next(FOUND, after(10))).isEqualTo(after(15));
        assertThat(asking.next(FOUND, after(400))).isEqualTo(after(430));
    }

    @Test
    void givesUpOnlyAfterManyAnswersAndALongTime() {
        assertThat(asking.isDeclaredAbsent(gap(5, 0), after(30))).isTrue();
        assertThat(asking.isDeclaredAbsent(gap(4, 0), after(300))).isFalse();
        assertThat(asking.isDeclaredAbsent(gap(50, 0), after(29))).isFalse();
    }

    @Test
    void believesAProviderThatHasTwiceSaidThatThereIsNothingUnlessThatIsOfLate() {
        assertThat(asking.isDeclaredAbsent(gap(2, 2), after(47))).isTrue();
        assertThat(asking.isDeclaredAbsent(gap(2, 2), after(46))).isFalse();
        assertThat(asking.isDeclaredAbsent(gap(4, 1), after(300))).isFalse();
    }

    /** Of the day on which it was found. */
    private static Asking.Known gap(int asked, int denied) {
        return new Asking.Known(FOUND, after(1), asked, denied);
    }

    @Test
    void asksForNeighboursTogetherAndForNoMoreThanAnImportMayBring() {
        assertThat(asking.first(List.of())).isEmpty();
        assertThat(asking.first(List.of(new Hole(0, DAY), new Hole(5 * DAY, 6 * DAY), new Hole(20 * DAY, 21 * DAY))))
                .contains(new Hole(0, 6 * DAY));
        assertThat(asking.first(List.of(new Hole(0, 40 * DAY), new Hole(41 * DAY, 70 * DAY))))
                .contains(new Hole(0, 40 * DAY));
    }
}
