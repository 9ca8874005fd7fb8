// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import com.dcarbon.platform.providers.ProviderProfile.DateFilter;

class DateWindowTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant END = Instant.parse("2026-06-01T12:30:15.123Z");

    @Test
    void writesWholeSecondsInUtc() {
        assertThat(window(DateFilter.PUBLISHED).applyTo("https://u.example/x")).isEqualTo(
                "https://u.example/x?published-min=2026-03-01T08:00:00Z&published-max=2026-06-01T12:30:15Z");
    }

    @Test
    void keepsWhatTheAddressAsksForAlready() {
        String asked = "https://u.example/x?published-min=2026-01-01T00:00:00Z";

        assertThat(window(DateFilter.UPDATED).applyTo("https://u.example/x?correlationID=1"))
                .startsWith("https://u.example/x?correlationID=1&updated-min=");
        assertThat(window(DateFilter.PUBLISHED).applyTo(asked)).isEqualTo(asked);
        assertThat(window(DateFilter.NONE).applyTo("https://u.example/x")).isEqualTo("https://u.example/x");
    }

    private static DateWindow window(DateFilter filter) {
        return new DateWindow(filter, START, END);
    }
}
