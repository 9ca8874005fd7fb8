// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final long NOW = 1_767_254_400;

    @Test
    void aDateOfChangeThatLiesAheadIsNone() {
        Reading sound = new Reading(0, 900, 7, 0, Quality.UNKNOWN, NOW);
        Reading ahead = new Reading(900, 900, 8, 3, 17, NOW + 1);

        assertThat(Reading.believed(List.of(sound, ahead), NOW))
                .containsExactly(sound, new Reading(900, 900, 8, 3, 17, 0));
        List<Reading> all = List.of(sound);
        assertThat(Reading.believed(all, NOW)).isSameAs(all);
    }

    @Test
    void anEnergyIsTheSameHoweverItIsWritten() {
        Reading wattHours = new Reading(0, 900, 7_000, 0, 17, NOW);

        assertThat(wattHours.sameEnergy(new Reading(0, 900, 7, 3, 8, 0))).isTrue();
        assertThat(wattHours.sameEnergy(new Reading(0, 900, 7, 2, 17, NOW))).isFalse();
    }
}
