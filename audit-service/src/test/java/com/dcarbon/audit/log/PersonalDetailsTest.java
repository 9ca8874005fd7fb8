// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonalDetailsTest {

    @Test
    void keepsWhatNamesAPersonApart() {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("email", "new@example.com");
        details.put("former_email", null);
        details.put("attempt", 2);
        details.put("filters", Map.of("q", "bob", "event_type", "x"));

        PersonalDetails parts = PersonalDetails.of(details);

        assertThat(parts.personal()).isEqualTo(Map.of("email", "new@example.com", "filters", Map.of("q", "bob")));
        assertThat(parts.facts()).containsOnlyKeys("attempt", "former_email", "filters");
        assertThat(parts.whole()).isEqualTo(details);
    }

    @Test
    void leavesDetailsWithoutPersonsAsTheyAre() {
        PersonalDetails parts = PersonalDetails.of(Map.of("meters", 2));

        assertThat(parts.personal()).isEmpty();
        assertThat(parts.facts()).isEqualTo(Map.of("meters", 2));
    }
}
