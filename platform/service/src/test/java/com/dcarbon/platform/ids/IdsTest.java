// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class IdsTest {
    private static final int MANY = 4_000;

    @Test
    void makesVersionSevenOfNow() {
        UUID id = Ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(System.currentTimeMillis() - 60_000,
                System.currentTimeMillis() + 60_000);
    }

    /** Whoever knows one id, and when the next was made, still has 74 bits to guess: none counts on, none is fixed. */
    @Test
    void leavesSeventyFourBitsToGuess() {
        List<UUID> ids = Stream.generate(Ids::next).limit(MANY).toList();

        for (int bit = 0; bit < 62; bit++) {
            long mask = 1L << bit;
            assertThat(ids.stream().filter(id -> (id.getLeastSignificantBits() & mask) != 0).count())
                    .as("low bit " + bit)
                    .isBetween(MANY * 2L / 5, MANY * 3L / 5);
        }
        for (int bit = 0; bit < 12; bit++) {
            long mask = 1L << bit;
            assertThat(ids.stream().filter(id -> (id.getMostSignificantBits() & mask) != 0).count())
                    .as("high bit " + bit)
                    .isBetween(MANY * 2L / 5, MANY * 3L / 5);
        }
        assertThat(ids.stream().map(UUID::getLeastSignificantBits).distinct()).hasSize(MANY);
    }
}
