// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvCellTest {

    @Test
    void isQuotedWhereItMustBeAndNeverAFormula() {
        assertThat(CsvCell.of("valid")).isEqualTo("valid");
        assertThat(CsvCell.of("")).isEmpty();
        assertThat(CsvCell.of("=1+1")).isEqualTo("'=1+1");
        assertThat(CsvCell.of("@a,b")).isEqualTo("\"'@a,b\"");
        assertThat(CsvCell.of("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
        assertThat(CsvCell.of("a\r\nb")).isEqualTo("\"a\r\nb\"");
    }

    @Test
    void isNoFormulaBehindWhatAnotherReaderTakesForTheEndOfAField() {
        assertThat(CsvCell.of("1;=1+1")).isEqualTo("\"1;'=1+1\"");
        assertThat(CsvCell.of("1|\"@a")).isEqualTo("\"1|\"\"'@a\"");
        assertThat(CsvCell.of("1\t-2")).isEqualTo("\"1\t'-2\"");
        assertThat(CsvCell.of("＝1+1")).isEqualTo("'＝1+1");
        assertThat(CsvCell.of("\tx")).isEqualTo("\"'\tx\"");
    }

    @Test
    void leavesNumbersBelowZeroAndOtherTextAsTheyAre() {
        assertThat(CsvCell.of("-12.5")).isEqualTo("-12.5");
        assertThat(CsvCell.of("NGOM-1")).isEqualTo("NGOM-1");
        assertThat(CsvCell.of("uploaded: 1 intervals, -5 Wh")).isEqualTo("\"uploaded: 1 intervals, -5 Wh\"");
    }
}
