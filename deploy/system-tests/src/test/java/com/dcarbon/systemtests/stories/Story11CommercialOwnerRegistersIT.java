// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Answer;
import com.dcarbon.simulator.CustomerBrowser;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** A commercial owner registers a facility and authorizes PG&amp;E through Green Button. */
class Story11CommercialOwnerRegistersIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("1.1 Commercial Owner Registers New Facility with Green Button Utility");

    @Test
    void registersAFacilityWithGreenButton() {
        story.line("Given I am a logged-in Commercial user");
        try (Person owner = Person.named("owner")) {
            story.line("When I click \"Add New Facility\"");
            String facility = choosesARole(owner);

            story.line("When I proceed to Finance & Installer Information modal");
            owner.fillIn(facility);
            assertThat(owner.facility(facility).path("finance").path("type").asString()).isEqualTo("ppa");
            choosesAUtility(owner, facility);

            story.line("When I click \"Continue to Green Button\"");
            Answer start = owner.start(facility, "pge").expect(201);
            assertThat(start.json().propertyNames()).containsExactlyInAnyOrder("redirectUrl", "sessionId");
            String session = start.json().path("sessionId").asString();
            URI utility = URI.create(start.json().path("redirectUrl").asString());

            story.line("Then I should be redirected to my utility's OAuth2 authorization page");
            assertThat(utility.toString()).startsWith(Platform.stack().url(Port.SIMULATOR) + "/pge/oauth/authorize");
            assertThat(utility.getQuery()).contains("response_type=code", "state=");
            assertThat(owner.api().follow(utility).expect(200).text()).contains("<form");
            assertThat(status(owner, session).path("status").asString()).isEqualTo("pending");

            story.line("When I complete authorization successfully");
            URI back = new CustomerBrowser().approve(utility, "harbor", "demo");

            story.line("Then I should be returned to the platform with confirmation");
            URI page = URI.create(owner.api().follow(back).expect(302).header("Location"));
            assertThat(page.toString()).startsWith(Platform.stack().url(Port.APPLICATION).toString());
            assertThat(page.getQuery()).contains("status=authorized", "sessionId=" + session);
            assertThat(status(owner, session).path("status").asString()).isEqualTo("authorized");
            assertThat(status(owner, session).path("provider").asString()).isEqualTo("pge");

            isAuthorized(owner, facility);
        }
    }

    private String choosesARole(Person owner) {
        story.line("Then I should see options to select \"Owner\" or \"Owner + Operator\" role");
        JsonNode refused = owner.api().post("/facilities", Map.of("name", "Harbor", "owner_role", "king")).expect(400)
                .json();
        assertThat(refused.path("errors").findValuesAsString("field")).containsExactly("owner_role");
        String other = owner.register("Harbor, as Owner", "owner");
        assertThat(owner.facility(other).path("owner_role").asString()).isEqualTo("owner");
        owner.api().delete("/facilities/" + other).expect(204);
        String facility = owner.register("Harbor Cold Storage", "owner_operator");
        assertThat(owner.facility(facility).path("owner_role").asString()).isEqualTo("owner_operator");
        assertThat(owner.facility(facility).path("registration").path("status").asString()).isEqualTo("in_progress");
        return facility;
    }

    private void choosesAUtility(Person owner, String facility) {
        story.line("Then I should see Green Button utilities (PG&E, SCE, SDG&E) displayed first as radio options");
        JsonNode utilities = owner.api().get("/utilities").expect(200).json();
        assertThat(utilities.path("green_button").findValuesAsString("name")).containsExactly("PG&E", "SCE", "SDG&E");

        story.line("And I should see \"Not on the list?\" with UtilityAPI dropdown below");
        assertThat(utilities.propertyNames()).startsWith("green_button", "utility_api");
        assertThat(utilities.path("utility_api").isArray()).isTrue();

        story.line("When I select a Green Button utility (e.g., PG&E)");
        JsonNode chosen = owner.edit(facility, Map.of("utility_provider", Map.of("id", "pge"), "registration",
                Map.of("step", "utility_authorization"))).expect(200).json();
        assertThat(chosen.path("utility_provider").path("name").asString()).isEqualTo("PG&E");

        story.line("Then I should see an info block stating "
                + "\"You'll be redirected to your utility's secure Green Button portal\"");
        assertThat(utilities.path("green_button").path(0).path("info").asString())
                .isEqualTo("You'll be redirected to your utility's secure Green Button portal");
    }

    private void isAuthorized(Person owner, String facility) {
        story.line("And my facility record should show `auth_method=\"green_button\"`, `auth_status=\"authorized\"`");
        Platform.await().until(() -> owner.authStatus(facility), "authorized"::equals);
        JsonNode record = owner.facility(facility);
        assertThat(record.path("auth_method").asString()).isEqualTo("green_button");
        assertThat(record.path("auth_provider").asString()).isEqualTo("pge");
        assertThat(record.path("auth_id").asString("")).isNotEmpty();
        assertThat(record.path("registration").path("status").asString()).isEqualTo("complete");
        Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("authorization_succeeded"));
    }

    private static JsonNode status(Person person, String session) {
        return person.api().get("/green-button/status?sessionId=" + session).expect(200).json();
    }
}
