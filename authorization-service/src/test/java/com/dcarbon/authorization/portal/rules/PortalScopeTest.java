// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalScopeTest {

    @ParameterizedTest
    @ValueSource(strings = {"FB=4", "FB=1_3_4_5_13_14_15_19_37_39;IntervalDuration=3600;BlockDuration=monthly;"
            + "HistoryLength=94608000", "IntervalDuration=900_3600;FB=4_5_15;", "fb=4_5;dataCustodianId=50916",
            "FB=1_3;BR=50916;AccountCollection=2;AdditionalScope=a_b;MinAuthEndDate=1900000000"})
    void takesWhatCustodiansSend(String scope) {
        assertThat(PortalScope.isValid(scope)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "openid", "FB=", "FB=x", "FB=4 admin", "FB=4,5", "FB=4;;", ";FB=4", "FB=4&x=1",
            "FB=4;redirect=https://evil.example", "FB=4\nx=y", "FB=4;<b>=1", "FB=4;a=%20", "IntervalDuration=900",
            "FB=4_5\"", "FB=4;k=\u00e4"})
    void takesNothingElse(String scope) {
        assertThat(PortalScope.isValid(scope)).isFalse();
    }

    @Test
    void takesNoEndlessOne() {
        assertThat(PortalScope.isValid("FB=4" + ";a=b".repeat(127))).isTrue();
        assertThat(PortalScope.isValid("FB=4" + ";a=b".repeat(128))).isFalse();
    }
}
