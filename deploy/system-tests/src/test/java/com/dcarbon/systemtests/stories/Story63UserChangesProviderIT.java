// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.story.EventLog;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** A user changes a facility's utility: the old authorization ends everywhere, its data stay, a new flow begins. */
class Story63UserChangesProviderIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("6.3 User Changes Utility Provider");

    @Test
    void changesTheUtility() {
        try (Person owner = Person.named("owner"); Person admin = Person.named("admin")) {
            story.line("Given I have an existing facility with authorization");
            String facility = owner.registerWithDetails("Tannery", "owner_operator");
            owner.authorize(facility, "pge", "tannery");
            Platform.await().until(() -> owner.facility(facility).path("last_sync").isString());
            String old = owner.facility(facility).path("authorization_id").asString();
            List<String> meters = meters(owner, facility);

            story.line("When I navigate to facility settings");
            story.line("Then I should see option to \"Change Utility Provider\"");
            assertThat(owner.permissions(facility)).contains("change_provider");

            isWarnedAndConfirms(owner, facility);

            story.line("Then the old authorization should be revoked");
            Platform.await().untilAsserted(() -> assertThat(status(owner, old)).isEqualTo("revoked"));
            assertThat(meters(owner, facility)).containsAll(meters);

            story.line("And I should complete new authorization flow");
            Platform.await().until(() -> owner.permissions(facility).contains("authorize"));
            assertThat(owner.authorize(facility, "sce", "tannery").path("status").asString()).isEqualTo("authorized");
            Platform.await().until(() -> owner.authStatus(facility), "authorized"::equals);
            assertThat(owner.facility(facility).path("authorization_id").asString()).isNotEqualTo(old);
            assertThat(owner.facility(facility).path("auth_provider").asString()).isEqualTo("sce");

            isRecorded(admin, facility);
        }
    }

    private void isWarnedAndConfirms(Person owner, String facility) {
        story.line("When I select a different provider");
        JsonNode asked = owner.changeProvider(facility, "sce", false).expect(409).json();

        story.line("Then I should see a warning that existing authorization will be revoked");
        assertThat(asked.path("code").asString()).isEqualTo("confirmation_required");
        assertThat(asked.path("warning").asString("")).contains("PG&E");
        assertThat(owner.authStatus(facility)).isEqualTo("authorized");

        story.line("When I confirm the change");
        JsonNode changed = owner.changeProvider(facility, "sce", true).expect(200).json();
        assertThat(changed.path("utility_provider").path("id").asString()).isEqualTo("sce");
    }

    private void isRecorded(Person admin, String facility) {
        story.line("And audit log should record \"authorization_method_changed\"");
        Platform.await().untilAsserted(() -> {
            JsonNode entries = admin.api().get("/audit-logs?event_type=authorization_method_changed&facility_id="
                    + facility).expect(200).json().path("items");
            assertThat(entries).hasSize(1);
            assertThat(entries.path(0).path("user_id").asString("")).isNotEmpty().doesNotStartWith("system:");
            assertThat(entries.path(0).path("ip_address").asString("")).isNotEmpty();
        });
        assertThat(new EventLog(Platform.stack().bootstrapServers()).of(facility, Duration.ofSeconds(30),
                events -> events.stream().filter(event -> event.type().equals("authorization_created")).count() == 2))
                .extracting(EventLog.Seen::type)
                .containsOnlyOnce("authorization_revoked", "authorization_method_changed");
    }

    private static String status(Person person, String authorization) {
        return person.api().get("/authorizations/" + authorization).expect(200).json().path("status").asString();
    }

    private static List<String> meters(Person person, String facility) {
        return person.api().get("/meters?facility_id=" + facility).expect(200).json().path("items")
                .findValuesAsString("id");
    }
}
