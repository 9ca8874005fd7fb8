// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ResultTableTest {

    @Test
    void tellsWhatWasReachedAndWhatWasNot() {
        String table = ResultTable.of(List.of(new Measurement("fast", "3 s", "6 s", 2, Target.atLeast(1.5)),
                new Measurement("small", "5 MiB", "1 MiB", 5, Target.atMost(1 / 6.0))));

        assertThat(table).isEqualTo("""
                what  | measured | against | ratio | target  | reached
                fast  | 3 s      | 6 s     | 2.000 | ≥ 1.500 | yes
                small | 5 MiB    | 1 MiB   | 5.000 | ≤ 0.167 | NO
                """);
    }
}
