// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;

import org.junit.jupiter.api.Test;

class CoveredTimeTest {

    @Test
    void repeatedTimeCountsOnce() {
        CoveredTime parts = covered(1, 2, 4, 5, 1, 2, 4, 5);

        assertThat(parts.covers(covered(1, 2, 2, 3, 3, 4, 4, 5))).as("two are missing").isFalse();
        assertThat(covered(1, 3, 3, 5).covers(parts)).isTrue();
    }

    @Test
    void nothingCoversNothingButNothing() {
        assertThat(covered().covers(covered())).isTrue();
        assertThat(covered(1, 2).covers(covered())).isTrue();
        assertThat(covered().covers(covered(1, 2))).isFalse();
        assertThat(covered().meets(covered(1, 2))).isFalse();
    }

    @Test
    void comparesAsSetsOfMomentsDoWhateverTheOrder() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            var one = new Both(random);
            var other = random.nextBoolean() ? new Both(random) : one.less(random);

            assertThat(one.covered.covers(other.covered)).as("round " + round)
                    .isEqualTo(one.contains(other));
            assertThat(one.covered.meets(other.covered)).as("round " + round).isEqualTo(one.meets(other));
        }
    }

    @Test
    void ofTooManySpansNothingIsKnown() {
        var scattered = new CoveredTime();
        for (int i = 1; i <= 10_000; i++) {
            scattered.add(2L * i, 2L * i + 1);
        }

        assertThat(covered(1, 30_000).covers(scattered)).isFalse();
        assertThat(scattered.meets(covered(20_000, 20_001))).isTrue();
    }

    /** Pairs of beginning and end. */
    private static CoveredTime covered(long... times) {
        var covered = new CoveredTime();
        for (int i = 0; i < times.length; i += 2) {
            covered.add(times[i], times[i + 1]);
        }
        return covered;
    }

    /** The same in two ways. */
    private static final class Both {
        private final CoveredTime covered = new CoveredTime();
        private final BitSet moments = new BitSet();

        private Both() {}

        Both(Random random) {
            for (int i = random.nextInt(9); i > 0; i--) {
                int from = 1 + random.nextInt(40);
                add(from, from + 1 + random.nextInt(8));
            }
        }

        private void add(int from, int to) {
            covered.add(from, to);
            moments.set(from, to);
        }

        /** Some of it. */
        Both less(Random random) {
            var less = new Both();
            moments.stream().filter(_ -> random.nextInt(4) > 0).forEach(moment -> less.add(moment, moment + 1));
            return less;
        }

        boolean contains(Both other) {
            var rest = (BitSet) other.moments.clone();
            rest.andNot(moments);
            return rest.isEmpty();
        }

        boolean meets(Both other) {
            return moments.intersects(other.moments);
        }
    }
}
