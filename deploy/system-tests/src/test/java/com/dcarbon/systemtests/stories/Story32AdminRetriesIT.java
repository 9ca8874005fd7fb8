// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An administrator retries a failed authorization; the person it belongs to is told and finishes it. */
class Story32AdminRetriesIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("3.2 Admin Retries Failed Authorization");

    @Test
    void retriesAFailedAuthorization() {
        try (Person owner = Person.named("owner");
                Person admin = Person.named("admin");
                Person stranger = Person.named("stranger")) {
            story.line("Given I see an authorization with status=\"failed\"");
            String facility = owner.registerWithDetails("Rope Yard", "owner_operator");
            owner.cancel(facility, "sdge");
            Platform.await().until(() -> owner.authStatus(facility), "failed"::equals);
            String id = owner.facility(facility).path("authorization_id").asString();
            JsonNode failed = admin.api().get("/authorizations/" + id).expect(200).json();
            assertThat(failed.path("status").asString()).isEqualTo("failed");
            assertThat(failed.path("actions").valueStream().map(JsonNode::asString)).contains("retry");
            stranger.api().post("/authorizations/" + id + "/retry", Map.of()).expect(404);

            story.line("When I click the \"Retry\" action");
            JsonNode retried = admin.api().post("/authorizations/" + id + "/retry", Map.of()).expect(202).json();

            story.line("Then the system should reinitiate the authorization flow");
            assertThat(retried.path("status").asString()).isEqualTo("pending");
            Platform.await().until(() -> owner.authStatus(facility), "pending"::equals);

            story.line("And send a notification to the relevant user (Owner or Operator)");
            Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("authorization_retry"));

            story.line("And update the authorization record with new attempt timestamp");
            assertThat(Instant.parse(retried.path("last_attempt_at").asString()))
                    .isAfter(Instant.parse(failed.path("last_attempt_at").asString()));

            story.line("When the retry succeeds");
            assertThat(owner.authorize(facility, "sdge", "rope").path("status").asString()).isEqualTo("authorized");

            story.line("Then the status should change to \"authorized\"");
            Platform.await().until(() -> owner.authStatus(facility), "authorized"::equals);
            assertThat(owner.facility(facility).path("authorization_id").asString()).isEqualTo(id);

            story.line("And last_sync should be populated");
            Platform.await().until(() -> admin.api().get("/authorizations/" + id).expect(200).json()
                    .path("last_sync").isString());
        }
    }
}
