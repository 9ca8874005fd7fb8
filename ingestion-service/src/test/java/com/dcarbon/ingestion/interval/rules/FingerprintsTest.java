// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final Short VALID = 17;
    private static final IntervalBlock BLOCK = block(900, 0, List.of(5L, 6L), List.of(VALID, VALID));

    private final Fingerprints fingerprints = new Fingerprints();

    @Test
    void everyPartOfTheContentCounts() {
        Stream<IntervalBlock> others = Stream.of(block(300, 0, List.of(5L, 6L), List.of(VALID, VALID)),
                block(900, -3, List.of(5L, 6L), List.of(VALID, VALID)),
                block(900, 0, List.of(5L, 7L), List.of(VALID, VALID)),
                block(900, 0, List.of(5L, 6L), List.of(VALID, (short) 8)),
                block(900, 0, List.of(6L, 5L), List.of(VALID, VALID)),
                block(900, 0, List.of(5L, 6L, 0L), List.of(VALID, VALID, VALID)),
                block(900, 0, Arrays.asList(5L, null), List.of(VALID, VALID)),
                block(900, 0, List.of(5L, 0L), List.of(VALID, VALID)),
                block(900, 0, List.of(5L, 6L), Arrays.asList(VALID, null)),
                block(900, 0, List.of(5L, 6L), List.of(VALID, (short) 0)));

        assertThat(Stream.concat(Stream.of(BLOCK), others).map(fingerprints::of).distinct()).hasSize(11);
    }

    @Test
    void neitherTimeNorUpdateCounts() {
        var later = new IntervalBlock(86_400, 900, 0, BLOCK.values(), BLOCK.qualities(), 77);

        assertThat(fingerprints.of(later)).isEqualTo(fingerprints.of(BLOCK));
    }

    @Test
    void stayTheSameForEver() {
        long before = fingerprints.of(BLOCK);
        fingerprints.of(block(900, 0, Collections.nCopies(1_000, 7L), Collections.nCopies(1_000, VALID)));

        // Stored ones are compared with new ones of later versions.
        assertThat(fingerprints.of(BLOCK)).isEqualTo(before).isEqualTo(4_476_543_368_520_870_054L);
    }

    private static IntervalBlock block(int seconds, int powerOfTen, List<@Nullable Long> values,
            List<@Nullable Short> qualities) {
        return new IntervalBlock(0, seconds, powerOfTen, values, qualities, 0);
    }
}
