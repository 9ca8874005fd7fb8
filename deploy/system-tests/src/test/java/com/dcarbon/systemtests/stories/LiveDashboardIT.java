// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.dcarbon.systemtests.Platform;
import com.dcarbon.systemtests.stories.EventStream.Event;

/** A dashboard that listens sees what changes, without asking again. */
class LiveDashboardIT {

    @Test
    void showsTheOwnerHowTheOperatorGetsOnAndResumesWhereItWasInterrupted() {
        try (Person owner = Person.named("owner");
                Person operator = Person.named("operator");
                Person stranger = Person.named("stranger");
                EventStream others = stranger.events(null);
                EventStream live = owner.events(null)) {
            String facility = Operated.assign(owner, operator, "Watched");
            Platform.await().untilAsserted(() -> assertThat(live.about(facility))
                    .anyMatch(event -> tells(event, "facility", "accepted"))
                    .anyMatch(event -> tells(event, "notification", "operator_accepted")));
            live.close();
            List<String> seen = live.about(facility).stream().map(Event::id).toList();

            operator.authorize(facility, "pge", "watched");

            try (EventStream resumed = owner.events(seen.getLast())) {
                Platform.await().untilAsserted(() -> assertThat(resumed.about(facility))
                        .anyMatch(event -> tells(event, "authorization", "\"authorized\""))
                        .anyMatch(event -> tells(event, "notification", "authorization_succeeded")));
                assertThat(resumed.about(facility)).extracting(Event::id).doesNotContainAnyElementsOf(seen);
            }
            assertThat(others.about(facility)).isEmpty();
        }
    }

    @Test
    void leavesAFacilityOutOnceTheRelationHasEnded() {
        try (Person owner = Person.named("owner");
                Person operator = Person.named("operator");
                EventStream live = operator.events(null)) {
            String facility = Operated.assign(owner, operator, "Left");
            Platform.await().until(() -> !live.about(facility).isEmpty());
            owner.withdrawOperator(facility).expect(204);
            Platform.await().untilAsserted(() -> assertThat(live.about(facility))
                    .anyMatch(event -> tells(event, "notification", "operator_withdrawn")));

            owner.edit(facility, Map.of("name", "Renamed afterwards")).expect(200);
            String fence = Operated.assign(owner, operator, "Fence");

            Platform.await().until(() -> !live.about(fence).isEmpty());
            assertThat(live.about(facility)).noneMatch(event -> event.data().contains("Renamed afterwards"));
        }
    }

    private static boolean tells(Event event, String name, String words) {
        return event.name().equals(name) && event.data().contains(words);
    }
}
