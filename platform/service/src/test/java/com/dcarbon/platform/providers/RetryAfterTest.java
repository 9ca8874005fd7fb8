// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-06-05T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"30|2026-06-05T10:00:30Z",
            "Fri, 05 Jun 2026 10:02:00 GMT|2026-06-05T10:02:00Z",
            "Fri, 05 Jun 2026 09:00:00 GMT|2026-06-05T10:00:00Z", "99999999|2026-06-06T10:00:00Z"})
    void readsSecondsAndDates(String header, Instant until) {
        assertThat(RetryAfter.parse(header, NOW)).contains(until);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5"})
    void ignoresWhatSaysNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
