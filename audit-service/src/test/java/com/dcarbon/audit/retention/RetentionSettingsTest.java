// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Period;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.dcarbon.audit.retention.RetentionSettings.OfType;

class RetentionSettingsTest {

    @Test
    void keepsWhatTellsOfDropsAsLongAsTheLongest() {
        RetentionSettings settings = settings(Period.ofYears(7), accesses(Period.ofDays(400)),
                new OfType("authorization_revoked", Period.ofYears(10)));

        assertThat(settings.isMeant()).isTrue();
        assertThat(settings.policy()).containsExactly(entry("*", "P7Y"), entry("audit_entries_dropped", "P10Y"),
                entry("authorization_revoked", "P10Y"), entry("interval_data_accessed", "P400D"));
        assertThat(settings(Period.ofYears(7), accesses(Period.ofYears(1))).policy())
                .containsEntry("audit_entries_dropped", "P7Y");
    }

    @Test
    void refusesWhatNobodyMeans() {
        assertThat(settings(Period.ofDays(29)).isMeant()).isFalse();
        assertThat(settings(Period.ofYears(7), accesses(Period.ZERO)).isMeant()).isFalse();
        assertThat(settings(Period.ofYears(7), accesses(Period.ofYears(-1))).isMeant()).isFalse();
        assertThat(settings(Period.ofYears(7), accesses(Period.ofYears(1)), accesses(Period.ofYears(2))).isMeant())
                .isFalse();
        assertThat(settings(Period.ofYears(7), new OfType("audit_entries_dropped", Period.ofYears(1))).isMeant())
                .isFalse();
    }

    private static OfType accesses(Period period) {
        return new OfType("interval_data_accessed", period);
    }

    private static RetentionSettings settings(Period period, OfType... types) {
        return new RetentionSettings(period, List.of(types), 1_000, Duration.ofHours(1));
    }
}
