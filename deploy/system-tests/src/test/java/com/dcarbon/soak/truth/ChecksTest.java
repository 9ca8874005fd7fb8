// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

/** Comparisons find what they are there for, and say where it is. */
class ChecksTest {

    @Test
    void namesWhatIsOnOneSideOnly() {
        Map<String, List<String>> left = Counting.groups(List.of("a", "b", "b"), each -> "id " + each);
        Map<String, List<String>> right = Counting.groups(List.of("b", "c"), each -> "id " + each);
        assertThat(Counting.differences("sent", left, "received", right)).containsExactly(
                "id a: 1 sent [a], but 0 received []", "id b: 2 sent [b, b], but 1 received [b]",
                "id c: 0 sent [], but 1 received [c]");
        assertThat(Counting.differences("sent", left, "received", left)).isEmpty();
    }

    @Test
    void findsAnEventThatCameForTheFirstTimeAfterALaterOne() {
        Check.Finding finding = new EventsAreInOrder()
                .find(evidence(message(0, "one", 1), message(1, "three", 3), message(2, "two", 2)));
        assertThat(finding.compared()).isEqualTo(3);
        assertThat(finding.differences()).singleElement().asString().contains("sequence 2 of", "two", "sequence 3 of",
                "three", "dcarbon.facilities-0@2");
    }

    @Test
    void takesARepetitionForNoDisorder() {
        assertThat(new EventsAreInOrder()
                .find(evidence(message(0, "one", 1), message(1, "two", 2), message(2, "one", 1)))
                .differences()).isEmpty();
    }

    private static Message message(long offset, String id, long sequence) {
        return new Message("dcarbon.facilities", 0, offset, "facility", id, "facility_updated", "/facility-service",
                sequence, JsonMapper.shared().createObjectNode());
    }

    @SuppressWarnings("NullAway") // asked for nothing
    private static Evidence evidence(Message... messages) {
        return new Evidence(null, List.of(messages), List.of(), List.of(), List.of(), Map.of(),
                SecretsInUse.of(List.of("a-code-that-a-utility-gave")), List.of(), null);
    }
}
