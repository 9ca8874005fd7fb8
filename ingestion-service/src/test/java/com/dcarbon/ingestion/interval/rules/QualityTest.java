// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityTest {

    @ParameterizedTest
    @CsvSource({"0,valid", "7,manually_edited", "8,estimated_using_reference_day", "17,validated", "19,revenue_quality",
            "42,code_42"})
    void namesCodes(int code, String name) {
        assertThat(Quality.nameOf(code)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 15})
    void knowsEstimates(int code) {
        assertThat(Quality.isEstimated(code)).isTrue();
    }

    @Test
    void theWorseOfTwoCounts() {
        assertThat(Quality.worse(17, 8)).isEqualTo(8);
        assertThat(Quality.worse(10, 8)).isEqualTo(10);
        assertThat(Quality.worse(Quality.UNKNOWN, 19)).isEqualTo(Quality.UNKNOWN);
    }
}
