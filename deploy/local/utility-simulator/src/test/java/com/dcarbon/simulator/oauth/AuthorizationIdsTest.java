// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

class AuthorizationIdsTest {
    private static final Instant NOW = Instant.parse("2026-07-01T08:00:00Z");

    private final AuthorizationIds ids = new AuthorizationIds(SigningKey.of("secret", "test"));

    @Test
    void carriesTheWholeAuthorization() {
        Authorization issued = ids.issue("Zoë@example.com", NOW, NOW.plusSeconds(60), Selection.of(List.of(0, 2), true,
                false));

        assertThat(ids.parse(issued.id())).contains(issued);
        assertThat(issued.selection()).isEqualTo(new Selection(0b101, true, false));
    }

    @Test
    void mayHaveNoEnd() {
        Authorization issued = ids.issue("owner", NOW, null, Selection.everything(true));

        assertThat(issued.until()).isNull();
        assertThat(issued.endedAt(NOW.plusSeconds(1_000_000_000))).isFalse();
    }

    @Test
    void isNewEveryTime() {
        assertThat(ids.issue("owner", NOW, null, Selection.everything(true)).id())
                .isNotEqualTo(ids.issue("owner", NOW.plusSeconds(1), null, Selection.everything(true)).id());
    }

    @Test
    void refusesWhatWasNotIssuedHere() {
        String id = ids.issue("owner", NOW, null, Selection.everything(true)).id();
        char other = id.charAt(3) == 'A' ? 'B' : 'A';

        assertThat(ids.parse(id.substring(0, 3) + other + id.substring(4))).isEmpty();
        assertThat(ids.parse("4711")).isEmpty();
        assertThat(ids.parse("*")).isEmpty();
        assertThat(new AuthorizationIds(SigningKey.of("other", "test")).parse(id)).isEmpty();
    }
}
