// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingListTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 50, 1_000})
    void isTheSameAsAListOfObjects(int oddOnes) {
        List<Reading> objects = readings(2_000, oddOnes);
        var list = new ReadingList();
        list.addAll(objects);

        assertThat(list).isEqualTo(objects).hasSameHashCodeAs(objects);
        assertThat(list.reversed()).isEqualTo(objects.reversed());
        assertThat(list.stream().toList()).isEqualTo(objects);
        assertThat(list.subList(700, 1_300)).isEqualTo(objects.subList(700, 1_300));
        assertThat(anywhere().mapToObj(list::get).toList()).isEqualTo(anywhere().mapToObj(objects::get).toList());
    }

    @Test
    void hasNothingBeyondItsEnds() {
        var list = new ReadingList();
        assertThat(list).isEmpty();
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        list.addAll(readings(97, 0));
        assertThatThrownBy(() -> list.get(97)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void keepsTheIntervalsOfABlockThatHaveNoValue() {
        List<@Nullable Long> values = Arrays.asList(null, 0L, Long.MIN_VALUE, null, 5L);
        List<@Nullable Short> qualities = Arrays.asList(null, (short) 17, null, null, (short) 8);
        var block = new IntervalBlock(900, 900, -3, values, qualities, 0);

        assertThat(block.values()).isEqualTo(values);
        assertThat(block.qualities()).isEqualTo(qualities);
        assertThat(block.readings()).extracting(Reading::value).containsExactly(0L, Long.MIN_VALUE, 5L);
    }

    @Test
    void takesBlocksOfOneQualityForTheSameHoweverTheyAreWritten() {
        List<@Nullable Long> values = Arrays.asList(1L, 2L);
        var one = new IntervalBlock(0, 900, 0, values, new ArrayList<>(List.of((short) 17, (short) 17)), 0);
        var other = new IntervalBlock(0, 900, 0, List.of(1L, 2L), List.of((short) 17, (short) 17), 0);
        assertThat(one).isEqualTo(other);
        assertThat(new IntervalBlock(0, 900, 0, values, Arrays.asList(null, null), 0).qualities())
                .containsExactly(null, null);
    }

    /** In order, a quarter of an hour each, but for those that differ from what goes before in one thing. */
    private static List<Reading> readings(int count, int oddOnes) {
        var random = new SplittableRandom(oddOnes);
        List<Reading> readings = new ArrayList<>();
        long start = 1_700_000_000;
        for (int i = 0; i < count; i++) {
            int odd = random.nextInt(count) < oddOnes ? random.nextInt(5) : -1;
            start += odd == 0 ? 3_600 : 0;
            int seconds = odd == 1 ? 300 : 900;
            readings.add(new Reading(start, seconds, random.nextLong(-5, 5_000_000), odd == 2 ? 0 : -3,
                    odd == 3 ? 8 : 17, odd == 4 ? 1_700_100_000 : 0));
            start += seconds;
        }
        return readings;
    }

    private static IntStream anywhere() {
        return new Random(7).ints(3_000, 0, 2_000);
    }
}
