// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTimeParametersTest {

    @ParameterizedTest
    @CsvSource({"-18000,3600,,America/New_York", "-21600,3600,360E2000,America/Chicago",
            "-25200,,360E2000,America/Denver",
            "-28800,3600,,America/Los_Angeles", "-14400,3600,,America/Halifax", "-12600,3600,,America/St_Johns",
            "+18000,3600,,America/New_York", "-25200,0,,Etc/GMT+7", "-25200,,,Etc/GMT+7", "-36000,3600,,Etc/GMT+10",
            "-25200,0,360E2000,Etc/GMT+7", "-12600,0,,", "0,3600,,", "3600,3600,,", "-18001,3600,,", "EST,3600,,",
            ",3600,,",
            "99999999999,3600,,"})
    void tellTheZoneThatHasThoseOffsets(@Nullable String offset, @Nullable String summer, @Nullable String rule,
            @Nullable String zone) {
        Map<String, String> texts = new HashMap<>();
        put(texts, "tzoffset", offset);
        put(texts, "dstoffset", summer);
        put(texts, "dststartrule", rule);
        assertThat(LocalTimeParameters.zoneOf(texts).map(Object::toString).orElse(null)).isEqualTo(zone);
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }
}
