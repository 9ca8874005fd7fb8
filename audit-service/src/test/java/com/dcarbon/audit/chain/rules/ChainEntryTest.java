// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.audit.chain.rules.ChainEntry.Personal;

/** The canonical form, version 1: entries that are in the log are proven by it for ever. */
class ChainEntryTest {
    private static final String DIGEST = "eb4ca25c9ed94fd65b6ed7e950f1af78a248da2e71ea9a95df2563aba31f4e20";

    @Test
    void hashesAsTheDecisionSays() {
        assertThat(entry("{\"note\":\"Zähler\"}", null).hashAfter(ChainDay.NOTHING))
                .isEqualTo("111abf0d427fb636d65dd0faafd732dc3d7c0c27b773a0ce4ec1033534c6f26a");
    }

    @Test
    void dependsOnTheHashBeforeAndOnEveryField() {
        ChainEntry entry = entry("{}", null);

        assertThat(entry.hashAfter("11".repeat(32))).isNotEqualTo(entry.hashAfter(ChainDay.NOTHING));
        assertThat(entry("{ }", null).hashAfter(ChainDay.NOTHING)).isNotEqualTo(entry.hashAfter(ChainDay.NOTHING));
    }

    @Test
    void takesWhatIsErasedForSoundAndWhatIsAlteredNot() {
        String name = "{\"name\":\"Zoë\"}";

        assertThat(entry("{}", null).isPersonalSound()).isTrue();
        assertThat(entry("{}", new Personal("0102", "203.0.113.7", name)).isPersonalSound()).isTrue();
        assertThat(entry("{}", new Personal("0102", "203.0.113.8", name)).isPersonalSound()).isFalse();
        assertThat(entry("{}", new Personal("0102", null, name)).isPersonalSound()).isFalse();
    }

    private static ChainEntry entry(String details, @Nullable Personal personal) {
        return new ChainEntry(LocalDate.parse("2026-11-20"), 1, UUID.fromString("01930000-0000-7000-8000-000000000001"),
                "meters_imported", Instant.parse("2026-11-20T12:00:00.000001Z"), "system:ingestion-service",
                UUID.fromString("01930000-0000-7000-8000-000000000002"), null, details,
                Instant.parse("2026-11-20T12:00:00.5Z"), DIGEST, "", personal);
    }
}
