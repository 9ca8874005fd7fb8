// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An invited operator follows the mailed link and authorizes; the owner's dashboard follows. */
class Story14OperatorCompletesAuthorizationIT {
    private static final String NAME = "Foundry Lane Works";

    @RegisterExtension
    final Acceptance story = Acceptance.of("1.4 Operator Completes Authorization After Owner Invitation");

    @Test
    void completesTheAuthorization() {
        try (Person owner = Person.named("owner"); Person operator = Person.named("operator")) {
            story.line("Given I received an invitation email from an Owner");
            String facility = owner.registerAndInvite(NAME, operator.email());
            String token = Invitations.token(Invitations.await(NAME, operator.email(), 1));

            story.line("When I click the authorization link");
            landsOnTheInterface(operator, facility, token);

            story.line("When I select a Green Button utility or UtilityAPI provider");
            assertThat(operator.permissions(facility)).contains("authorize");
            assertThat(owner.authStatus(facility)).isEqualTo("pending");

            story.line("Then I should complete the authorization flow as described in Stories 1.1 or 1.2");
            JsonNode outcome = operator.authorize(facility, "sdge", "foundry");
            assertThat(outcome.path("status").asString()).isEqualTo("authorized");

            story.line("When authorization is successful");
            story.line("Then the Owner should see the facility status change from \"pending\" to \"authorized\"");
            Platform.await().until(() -> owner.authStatus(facility), "authorized"::equals);
            Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("operator_accepted",
                    "authorization_succeeded"));

            story.line("And the \"Utility Authorization Pending\" banner should be removed from Owner's dashboard");
            JsonNode seen = owner.onDashboard(facility, "auth_status=authorized").orElseThrow();
            assertThat(seen.path("banner").isNull()).isTrue();
            assertThat(seen.path("utility_provider").path("id").asString()).isEqualTo("sdge");
        }
    }

    private void landsOnTheInterface(Person operator, String facility, String token) {
        story.line("Then I should land on the authorization interface");
        try (Person guest = Person.nobody()) {
            JsonNode preview = guest.preview(token).expect(200).json();

            story.line("And I should see the facility details and utility provider selection");
            assertThat(preview.toString()).contains(NAME, "12 Harbor Street", "Olivia Owner", "PG&E", "SCE", "SDG&E")
                    .doesNotContain("Sunrise Capital", "owner@example.com");
            assertThat(guest.accept(token).status()).isEqualTo(401);
        }
        operator.accept(token).expect(200);
        JsonNode seen = operator.onDashboard(facility, "relation=operator").orElseThrow();
        assertThat(seen.path("operator").path("status").asString()).isEqualTo("accepted");
        assertThat(seen.path("finance").isNull()).isTrue();
    }
}
