// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static com.dcarbon.ingestion.interval.rules.Direction.DELIVERED;
import static com.dcarbon.ingestion.interval.rules.Direction.GENERATED;
import static com.dcarbon.ingestion.interval.rules.Direction.NET;
import static com.dcarbon.ingestion.interval.rules.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.interval.rules.GeneratedSeries.Doubt;

class GeneratedSeriesTest {

    @ParameterizedTest(name = "delivered {0} received {1} net {2} generated {3}: {4} {5}")
    @CsvSource(textBlock = """
            ,        , , 0,    GENERATED,
            500, 900,  , 7,    GENERATED,
            900,     , ,  ,    DELIVERED,
               , 900,  ,  ,    RECEIVED,
            0,   900,  ,  ,    RECEIVED,
            900, 0,    ,  ,    DELIVERED,
            45,  900,  ,  ,    RECEIVED,
            900, 45,   ,  ,    DELIVERED,
            46,  900,  ,  ,             , BOTH_DIRECTIONS
            900, 46,   ,  ,             , BOTH_DIRECTIONS
            900, 900,  ,  ,             , BOTH_DIRECTIONS
               ,     ,900,,             , NET_ONLY
            0,   0,    ,  ,             , NO_ENERGY
               ,     , ,  ,             , NO_ENERGY
            """)
    void countsOneSeriesOrNone(BigDecimal delivered, BigDecimal received, BigDecimal net, BigDecimal generated,
            Direction expected, Doubt doubt) {
        Map<Direction, BigDecimal> energy = new EnumMap<>(Direction.class);
        Optional.ofNullable(delivered).ifPresent(wh -> energy.put(DELIVERED, wh));
        Optional.ofNullable(received).ifPresent(wh -> energy.put(RECEIVED, wh));
        Optional.ofNullable(net).ifPresent(wh -> energy.put(NET, wh));
        Optional.ofNullable(generated).ifPresent(wh -> energy.put(GENERATED, wh));

        assertThat(GeneratedSeries.of(energy)).isEqualTo(new GeneratedSeries(expected, doubt));
    }

    @Test
    void nothingIsShownAsGeneratedOfAMeterThatDoesNotGenerate() {
        assertThat(ShownDirections.AS_STORED.stored(Optional.empty())).containsOnly(DELIVERED, RECEIVED, NET);
        assertThat(ShownDirections.AS_STORED.stored(Optional.of(GENERATED))).isEmpty();
    }

    @Test
    void whatWasGeneratedIsShownAsThatAndAsNothingElse() {
        var shown = new ShownDirections(RECEIVED);

        assertThat(shown.shown(RECEIVED, 0)).contains(GENERATED);
        assertThat(shown.shown(DELIVERED, 0)).contains(DELIVERED);
        assertThat(shown.shown(GENERATED, 0)).isEmpty();
        assertThat(shown.stored(Optional.of(GENERATED))).containsOnly(RECEIVED);
        assertThat(shown.stored(Optional.of(RECEIVED))).isEmpty();
        assertThat(new ShownDirections(GENERATED).stored(Optional.of(GENERATED))).containsOnly(GENERATED);
    }
}
