// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.interval.rules.Direction;

class EnergySeriesTest {

    private static EnergySeries series(int powerOfTen, long... values) {
        var series = new EnergySeries(0, 0, Direction.DELIVERED,
                new ReadingType(0, new Links(), false, new ReadingType.Attributes(4, 1, 12, 18, 1, 900, 12, 0, 72, null,
                        Bucket.WHOLE)));
        for (int i = 0; i < values.length; i++) {
            series.add(i * 900L, values[i], powerOfTen);
        }
        return series;
    }

    @Test
    void whatADeviceUsesAtNightMakesNoBalance() {
        assertThat(series(0, -2, -2, 900, 1_200, -3).isBalance()).isFalse();
        assertThat(series(0, 5, -900).isBalance()).isFalse();
        assertThat(series(0, 5, 6).isBalance()).isFalse();
    }

    @Test
    void aTwentiethBelowZeroMakesOne() {
        assertThat(series(0, 99, -2, -3).isBalance()).isTrue();
        assertThat(series(0, 100, -2, -3).isBalance()).isTrue();
        assertThat(series(0, 101, -2, -3).isBalance()).isFalse();
        assertThat(series(0, -2, -3).isBalance()).isTrue();
    }

    @Test
    void addsWithoutRoundingWhateverTheUnits() {
        EnergySeries series = series(3, 1, Long.MAX_VALUE, Long.MAX_VALUE, -1);
        series.add(9_000, 7, -3);

        assertThat(series.total()).isEqualByComparingTo("18446744073709551614000.007");
    }
}
