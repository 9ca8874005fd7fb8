// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final String COMPACT = "ad8d83560cdc582a494d80e93014128207d08ed38f57c6ddc492e4f6b9cf7231";

    @Test
    void isTheHashOfSecretSaltAndTheBytesThatCame() {
        assertThat(new WebhookSignature("salt", COMPACT).matches("secret", bytes("{\"json\":\"object\"}"))).isTrue();
        assertThat(new WebhookSignature("salt", "6cd59ee8461872a3e0deea0d6428b5cdad5049452b4914ad66ed1cc1081b5e7d")
                .matches("secret", bytes("{\n    \"json\": \"object\"\n}"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ad8d", "AD8D83560CDC582A494D80E93014128207D08ED38F57C6DDC492E4F6B9CF7231", "é"})
    void isNoOtherText(String signature) {
        assertThat(new WebhookSignature("salt", signature).matches("secret", bytes("{\"json\":\"object\"}"))).isFalse();
    }

    @Test
    void changesWithEachPart() {
        var signature = new WebhookSignature("salt", COMPACT);
        assertThat(signature.matches("another", bytes("{\"json\":\"object\"}"))).isFalse();
        assertThat(signature.matches("secret", bytes("{\"json\": \"object\"}"))).isFalse();
        assertThat(new WebhookSignature("sal", COMPACT).matches("secret", bytes("{\"json\":\"object\"}"))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
