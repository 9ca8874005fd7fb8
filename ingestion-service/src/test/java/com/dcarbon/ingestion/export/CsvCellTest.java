// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

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
}
