// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalSessionTest {
    private static final Instant END = Instant.parse("2026-11-20T09:00:00Z");
    private final PortalSession session = new PortalSession(List.of("pge", "acme"), "FB=4;IntervalDuration=900", END);

    @Test
    void isReadAsItWasWritten() {
        assertThat(PortalSession.read(session.written())).contains(session);
    }

    @Test
    void isGoodForItsUtilitiesUntilItEnds() {
        assertThat(session.isFor("pge", END.minusSeconds(1))).isTrue();
        assertThat(session.isFor("acme", END.minusSeconds(1))).isTrue();
        assertThat(session.isFor("sce", END.minusSeconds(1))).isFalse();
        assertThat(session.isFor("pge", END)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb\nc", "1\n2", "1\n2\n3\n4", "-1\npge\nFB=4"})
    void isNothingElse(String written) {
        assertThat(PortalSession.read(written)).isEmpty();
    }
}
