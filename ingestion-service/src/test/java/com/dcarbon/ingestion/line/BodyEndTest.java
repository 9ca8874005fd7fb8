// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

class BodyEndTest {
    private final BodyEnd end = new BodyEnd();

    @Test
    void aBodyThatCameWholeEnds() throws Exception {
        end.reached();

        assertThat(end.of(body()).readAllBytes()).hasSize(4);
    }

    @Test
    void aBodyThatWasGivenUpHasNoEnd() {
        assertThatThrownBy(() -> end.of(body()).readAllBytes()).isInstanceOf(CancellationException.class);
    }

    private static ByteArrayInputStream body() {
        return new ByteArrayInputStream("feed".getBytes(StandardCharsets.UTF_8));
    }
}
