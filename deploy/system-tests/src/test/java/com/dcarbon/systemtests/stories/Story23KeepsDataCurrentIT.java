// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** What stories 2.1 to 2.3 tell: meters and 90 days by themselves, and what is new from then on. */
class Story23KeepsDataCurrentIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("2.3 System Performs Scheduled Ongoing Data Synchronization");

    @Test
    void keepsTheDataOfAnAuthorizedFacilityCurrent() {
        try (Person owner = Person.named("owner"); Person admin = Person.named("admin")) {
            String facility = owner.registerWithDetails("Windmill", "owner_operator");
            owner.authorize(facility, "sdge", "windmill");
            JsonNode first = Platform.await().until(() -> sync(owner, facility),
                    sync -> sync.path("state").asString().equals("done"));
            assertThat(first.path("kind").asString()).isEqualTo("historical");

            story.line("When the scheduled sync job runs (daily/weekly)");
            assertThat(Instant.parse(first.path("next_run").asString())).isBetween(Instant.now(),
                    Instant.now().plus(Duration.ofHours(48)));

            story.line("Then the system should retrieve new interval data since last_sync");
            owner.api().send("POST", "/facilities/" + facility + "/sync", null, java.util.Map.of()).expect(202);
            JsonNode second = Platform.await().until(() -> sync(owner, facility), sync -> !sync.path("last_success")
                    .asString().equals(first.path("last_success").asString()));
            assertThat(second.path("kind").asString()).isEqualTo("incremental");

            story.line("And update each facility's last_sync timestamp");
            Platform.await().untilAsserted(() -> assertThat(owner.facility(facility).path("last_sync").asString())
                    .isEqualTo(second.path("last_success").asString()));

            story.line("And log the sync event in audit logs");
            Platform.await().untilAsserted(() -> assertThat(admin.api()
                    .get("/audit-logs?event_type=interval_data_imported&facility_id=" + facility).expect(200).json()
                    .path("items").valueStream().map(entry -> entry.path("details").path("kind").asString()))
                    .containsExactlyInAnyOrder("historical", "incremental"));

            assertThat(owner.api().get("/meters?facility_id=" + facility).expect(200).json().path("items"))
                    .isNotEmpty()
                    .allSatisfy(meter -> assertThat(meter.path("interval_coverage").path("gaps")).isEmpty());
        }
    }

    private static JsonNode sync(Person owner, String facility) {
        return owner.api().get("/facilities/" + facility + "/sync").expect(200).json();
    }
}
