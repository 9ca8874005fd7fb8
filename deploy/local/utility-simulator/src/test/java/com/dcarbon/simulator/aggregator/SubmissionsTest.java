// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionsTest {
    private static final Instant NOW = Instant.parse("2026-07-15T20:00:00Z");

    @ParameterizedTest
    @CsvSource({"until_revoked,", ",", "3y,2029-07-15T20:00:00Z", "2w,2026-07-29T20:00:00Z", "1m,2026-08-15T20:00:00Z",
            "30d,2026-08-14T20:00:00Z", "2027-01-01,2027-01-01T00:00:00Z",
            "2027-01-01T00:00:00-08:00,2027-01-01T08:00:00Z"})
    void readsWhenAnAuthorizationEnds(String expires, Instant end) {
        assertThat(Submissions.expiry(expires, NOW)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 years", "y", "2027-13-01", "soon"})
    void refusesWhatIsNoEnd(String expires) {
        assertThatThrownBy(() -> Submissions.expiry(expires, NOW)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("invalid_param");
    }
}
