// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

class DayRangeTest {

    @Test
    void beginsWithTheDayOfItsFirstMoment() {
        assertThat(DayRange.first("2026-11-20")).contains(LocalDate.parse("2026-11-20"));
        assertThat(DayRange.first("2026-11-20T23:59:59+02:00")).contains(LocalDate.parse("2026-11-20"));
        assertThat(DayRange.first("2026-11-20T23:00:00-02:00")).contains(LocalDate.parse("2026-11-21"));
        assertThat(DayRange.first(null)).contains(DayRange.ALL.first());
    }

    @Test
    void endsWithTheDayBeforeItsEnd() {
        assertThat(DayRange.last("2026-11-20")).contains(LocalDate.parse("2026-11-19"));
        assertThat(DayRange.last("2026-11-20T00:00:00Z")).contains(LocalDate.parse("2026-11-19"));
        assertThat(DayRange.last("2026-11-20T00:00:01Z")).contains(LocalDate.parse("2026-11-20"));
        assertThat(DayRange.last(" ")).contains(DayRange.ALL.last());
    }

    @Test
    void takesNothingElseForATime() {
        for (String text : new String[]{"yesterday", "2026-13-01", "0000-01-01", "+1000000000-12-31T23:59:59Z"}) {
            assertThat(DayRange.first(text)).isEmpty();
            assertThat(DayRange.last(text)).isEmpty();
        }
    }
}
