// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** A provider that tells of which times it has readings is taken at its word. */
class CoverageTest {
    private static final Coverage COVERAGE = new Coverage(List.of(new Hole(100, 200), new Hole(300, 400)));

    @Test
    void saysThatThereIsNothingBetweenWhatItHas() {
        assertThat(COVERAGE.of(new Hole(200, 300))).isEqualTo(Coverage.Word.HAS_NOT);
        assertThat(COVERAGE.of(new Hole(400, 500))).isEqualTo(Coverage.Word.HAS_NOT);
    }

    @Test
    void saysThatThereIsSomethingWhereItHasAnyOfIt() {
        assertThat(COVERAGE.of(new Hole(120, 130))).isEqualTo(Coverage.Word.HAS);
        assertThat(COVERAGE.of(new Hole(199, 300))).isEqualTo(Coverage.Word.HAS);
        assertThat(COVERAGE.of(new Hole(50, 450))).isEqualTo(Coverage.Word.HAS);
    }

    @Test
    void saysNothingWhereItTellsNothing() {
        assertThat(Coverage.UNTOLD.of(new Hole(120, 130))).isEqualTo(Coverage.Word.NOTHING);
    }
}
