// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An operator sees the facilities he was assigned, completes a pending one and is prompted when one has lapsed. */
class Story42OperatorViewsAssignedIT {
    private static final String FIRST = "Brickyard East";
    private static final String SECOND = "Brickyard West";

    @RegisterExtension
    final Acceptance story = Acceptance.of("4.2 Operator Views Assigned Facilities");

    @Test
    void showsWhatTheOperatorLooksAfter() {
        story.line("Given I am logged in as an Operator");
        try (Person owner = Person.named("owner"); Person operator = Person.named("operator")) {
            String lapsing = Operated.assign(owner, operator, FIRST);
            String pending = Operated.assign(owner, operator, SECOND);
            operator.authorize(lapsing, "pge", "brickyard");
            Platform.await().until(() -> operator.facility(lapsing).path("last_sync").isString());

            story.line("When I view my dashboard");
            JsonNode dashboard = operator.dashboard("relation=operator");
            story.line("Then I should see all facilities where I'm the assigned Operator");
            assertThat(dashboard.path("items").findValuesAsString("id")).contains(lapsing, pending);
            story.line("And I should see authorization status for each facility");
            assertThat(operator.onDashboard(lapsing, "relation=operator&auth_status=authorized")).isPresent();
            JsonNode open = operator.onDashboard(pending, "relation=operator&auth_status=pending").orElseThrow();

            story.line("And I should be able to click on pending authorizations to complete them");
            assertThat(open.path("permissions").valueStream().map(JsonNode::asString)).contains("authorize");
            assertThat(operator.authorize(pending, "sce", "brickwest").path("status").asString())
                    .isEqualTo("authorized");

            isPromptedToReauthorize(operator, lapsing);
        }
    }

    private void isPromptedToReauthorize(Person operator, String facility) {
        story.line("When a facility needs reauthorization (token expired)");
        expireTheToken("brickyard", operator.facility(facility).path("auth_id").asString());
        operator.api().send("POST", "/facilities/" + facility + "/sync", null, Map.of()).expect(202);
        Platform.await().until(() -> operator.authStatus(facility), "reauthorization_required"::equals);
        JsonNode lapsed = operator.onDashboard(facility, "auth_status=reauthorization_required").orElseThrow();
        assertThat(lapsed.path("permissions").valueStream().map(JsonNode::asString)).contains("authorize");

        story.line("Then I should see a notification prompting me to reauthorize");
        Platform.await().untilAsserted(() -> assertThat(operator.told(facility)).contains("reauthorization_required"));
        assertThat(operator.authorize(facility, "pge", "brickyard").path("status").asString())
                .isEqualTo("authorized");
        Platform.await().until(() -> operator.authStatus(facility), "authorized"::equals);
    }

    /** Neither token of that customer serves any more, though the customer has not ended the authorization. */
    private static void expireTheToken(String customer, String authorization) {
        try (Api utility = new Api(Platform.stack().url(Port.SIMULATOR), null)) {
            utility.post("/pge/control/faults", Map.of("fault", "oauth_error", "error", "invalid_grant", "calls",
                    "token_refresh", "customer", customer, "times", 1)).expect(201);
            utility.send("POST", "/pge/control/tokens/expire?authorization=" + authorization, null, Map.of())
                    .expect(204);
        }
    }
}
