// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.espi.MeterPoint;
import com.dcarbon.ingestion.espi.ServiceDetails;

class UploadedPointTest {

    private static String name(String id, @Nullable String customer, @Nullable String number) {
        return UploadedPoint.nameOf(new MeterPoint(0, id, customer, null, null,
                new ServiceDetails(number, null, null, null), 0, Map.of()));
    }

    @Test
    void tellsTheMetersOfTwoCustomersApart() {
        assertThat(name("1", "a", null)).isEqualTo("a/1").isNotEqualTo(name("1", "b", null));
        assertThat(name("a/1", "a", null)).isEqualTo("a/1");
    }

    @Test
    void tellsMetersOfDifferentNumbersApart() {
        assertThat(name("1", null, "M-1")).isEqualTo("1/M-1").isNotEqualTo(name("1", null, "M-2"));
        assertThat(name("1", null, null)).isEqualTo("1");
    }
}
