// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSignatureTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "{\"json\":\"object\"}, ad8d83560cdc582a494d80e93014128207d08ed38f57c6ddc492e4f6b9cf7231",
            "`{\n    \"json\": \"object\"\n}`, 6cd59ee8461872a3e0deea0d6428b5cdad5049452b4914ad66ed1cc1081b5e7d"})
    void isAPlainHashOverTheRawBytes(String body, String signature) {
        assertThat(WebhookSignature.of("secret", "salt", body.getBytes(StandardCharsets.UTF_8))).isEqualTo(signature);
    }
}
