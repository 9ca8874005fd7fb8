// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** A residential user registers a home: no role to choose, otherwise as an Owner + Operator. */
class Story15ResidentialUserRegistersIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("1.5 Residential User Registers Facility");

    @Test
    void registersAHome() {
        story.line("Given I am a logged-in Residential user");
        try (Person home = Person.named("home"); Person owner = Person.named("owner")) {
            story.line("When I click \"Add New Facility\"");
            story.line("Then I should skip role selection and go directly to Finance & Installer Information modal");
            JsonNode refused = home.api().post("/facilities", Map.of("name", "Home", "owner_role", "owner"))
                    .expect(400).json();
            assertThat(refused.path("errors").findValuesAsString("field")).containsExactly("owner_role");
            String facility = home.register("Hanna's roof", null);
            assertThat(home.facility(facility).path("owner_role").asString()).isEqualTo("residential");
            assertThat(home.facility(facility).path("registration").path("step").asString())
                    .isEqualTo("finance_installer");
            home.fillIn(facility);

            story.line("And I should see the same utility authorization section as Commercial users");
            assertThat(home.api().get("/utilities").expect(200).json())
                    .isEqualTo(owner.api().get("/utilities").expect(200).json());
            assertThat(home.permissions(facility)).contains("authorize").doesNotContain("invite_operator");

            story.line("When I complete authorization");
            JsonNode outcome = home.authorize(facility, "sce", "hanna");

            story.line("Then the same Green Button or UtilityAPI flows should work as described in Stories 1.1 and "
                    + "1.2");
            assertThat(outcome.path("status").asString()).isEqualTo("authorized");
            Platform.await().until(() -> home.authStatus(facility), "authorized"::equals);
            assertThat(home.facility(facility).path("auth_method").asString()).isEqualTo("green_button");
            assertThat(home.facility(facility).path("registration").path("status").asString()).isEqualTo("complete");
        }
    }
}
