// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleavingTest {

    private static List<String> read(long from, long to, FoldedBlock... blocks) {
        var interleaving = new Interleaving(from, to);
        List<Interval> read = new ArrayList<>();
        for (FoldedBlock block : blocks) {
            read.addAll(interleaving.add(block));
        }
        read.addAll(interleaving.rest());
        return read.stream()
                .map(one -> one.start() + "-" + one.end() + " " + one.direction().wire() + " " + one.wh() + " "
                        + one.quality())
                .toList();
    }

    private static FoldedBlock block(Direction direction, long start, int seconds, String values, String qualities) {
        return new FoldedBlock(direction, start, seconds, 0, values, qualities);
    }

    @Test
    void ordersByStartThenDirection() {
        assertThat(read(0, 10_000, block(Direction.NET, 0, 600, "{1,2,3}", "{0,8,NULL}"),
                block(Direction.DELIVERED, 0, 900, "{4,NULL,5}", "{NULL,NULL,17}"),
                block(Direction.NET, 1_800, 600, "{6}", "{0}")))
                .containsExactly("0-900 delivered 4 -1", "0-600 net 1 0", "600-1200 net 2 8", "1200-1800 net 3 -1",
                        "1800-2700 delivered 5 17", "1800-2400 net 6 0");
    }

    @Test
    void keepsToThePeriod() {
        assertThat(read(900, 2_700, block(Direction.RECEIVED, 0, 900, "{-1,-2,-3,-4}", "{0,0,0,0}"),
                block(Direction.RECEIVED, 3_600, 900, "{5}", "{0}")))
                .containsExactly("900-1800 received -2 0", "1800-2700 received -3 0");
        assertThat(read(0, 100, block(Direction.RECEIVED, 0, 900, "{}", "{}"))).isEmpty();
        assertThat(read(0, 100, block(Direction.RECEIVED, 0, 900, "{NULL}", "{NULL}"))).isEmpty();
    }

    @Test
    void readsTheLargestAndTheSmallestNumber() {
        assertThat(read(0, 9_000,
                block(Direction.NET, 0, 900, "{9223372036854775807,-9223372036854775808}", "{25,0}")))
                .containsExactly("0-900 net 9223372036854775807 25", "900-1800 net -9223372036854775808 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "5", "{x}", "{1;2}", "{{1},{2}}"})
    void refusesWhatIsNoListOfNumbers(String values) {
        assertThatThrownBy(() -> read(0, 900, block(Direction.NET, 0, 900, values, "{0}")))
                .isInstanceOf(RuntimeException.class);
    }
}
