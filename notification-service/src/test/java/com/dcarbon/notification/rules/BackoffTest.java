// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "8, 600", "20, 600", "1000000, 600"})
    void doublesUpToALimitAndSpreads(int attempts, int seconds) {
        Duration whole = Duration.ofSeconds(seconds);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(attempts, RandomGenerator.getDefault())).isBetween(whole.dividedBy(2), whole);
        }
    }
}
