// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovedClockTest {
    @ParameterizedTest
    @ValueSource(strings = {"P91D", "PT2184H", "91d", "2184h"})
    void isAheadByWhatIsSaid(String offset) {
        assertThat(MovedClock.by(offset).instant()).isCloseTo(Instant.now().plus(91, ChronoUnit.DAYS),
                within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void isTheMachinesIfNothingIsSaid(String offset) {
        assertThat(MovedClock.by(offset).instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3M", "tomorrow", "91"})
    void isNotMovedByAGuess(String offset) {
        assertThatThrownBy(() -> MovedClock.by(offset)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(offset);
    }
}
