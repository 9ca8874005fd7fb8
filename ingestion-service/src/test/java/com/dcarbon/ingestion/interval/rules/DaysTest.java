// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

class DaysTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private static Reading at(String start, int seconds) {
        return new Reading(Instant.parse(start).getEpochSecond(), seconds, 5, 0, 17, 0);
    }

    @Test
    void areThoseThatReadingsTouchAndNoneBetween() {
        List<Days> days = Days.of(List.of(at("2026-01-01T08:00:00Z", 900), at("2026-01-02T07:45:00Z", 900),
                at("2026-01-04T09:00:00Z", 900)), PACIFIC);

        assertThat(days).containsExactly(
                new Days(Instant.parse("2026-01-01T08:00:00Z"), Instant.parse("2026-01-02T08:00:00Z")),
                new Days(Instant.parse("2026-01-04T08:00:00Z"), Instant.parse("2026-01-05T08:00:00Z")));
    }

    @Test
    void areTogetherWhereOneReadingIsLongerThanADay() {
        List<Days> days = Days.of(List.of(at("2026-03-07T20:00:00Z", 86_400), at("2026-03-08T20:00:00Z", 900)),
                PACIFIC);

        assertThat(days).containsExactly(
                new Days(Instant.parse("2026-03-07T08:00:00Z"), Instant.parse("2026-03-09T07:00:00Z")));
    }
}
