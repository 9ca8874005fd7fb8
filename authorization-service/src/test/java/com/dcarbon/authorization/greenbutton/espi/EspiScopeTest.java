// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EspiScopeTest {

    @Test
    void readsTheFunctionBlocks() {
        assertThat(EspiScope.parse("FB=1_3_4_5_13;IntervalDuration=900;BlockDuration=Daily;").functionBlocks())
                .containsExactlyInAnyOrder(1, 3, 4, 5, 13);
        assertThat(EspiScope.parse("BlockDuration=monthly;fb=4_15;FB=16").functionBlocks())
                .containsExactlyInAnyOrder(4, 15, 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FB=4_5_15;IntervalDuration=3600;BlockDuration=monthly;HistoryLength=13", "FB=5",
            "IntervalDuration=900;FB=1_4", "read write", "", "IntervalDuration=900", "FB=", "FB=a_b"})
    void allowsIntervalsUnlessTheBlocksSayOtherwise(String scope) {
        assertThat(EspiScope.parse(scope).allowsIntervals()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FB=1_3_8_13_14_18_19_31_32_35_37_38_39_46_47;AdditionalScope=Basic_Account", "FB=10",
            "FB=51_53;IntervalDuration=900", "FB=14_45_54"})
    void knowsWhenIntervalsWereNotGranted(String scope) {
        assertThat(EspiScope.parse(scope).allowsIntervals()).isFalse();
    }
}
