// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final long NOW = 1_767_254_400;

    @Test
    void anEnergyIsTheSameHoweverItIsWritten() {
        Reading wattHours = new Reading(0, 900, 7_000, 0, 17, NOW);

        assertThat(wattHours.sameEnergy(new Reading(0, 900, 7, 3, 8, 0))).isTrue();
        assertThat(wattHours.sameEnergy(new Reading(0, 900, 7, 2, 17, NOW))).isFalse();
    }
}
