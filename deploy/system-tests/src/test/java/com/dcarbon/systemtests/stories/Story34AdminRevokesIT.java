// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An administrator ends an authorization, here and at the provider. */
class Story34AdminRevokesIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("3.4 Admin Revokes Authorization");

    @ParameterizedTest
    @CsvSource({"utility_api, ladwp", "green_button, pge"})
    void revokes(String method, String provider) {
        try (Person owner = Person.named("owner"); Person admin = Person.named("admin")) {
            story.line("Given I am viewing authorization details");
            String facility = owner.registerWithDetails("Foundry " + provider, "owner_operator");
            if (method.equals("utility_api")) {
                owner.authorizeByUtilityApi(facility, provider, "foundry");
            } else {
                owner.authorize(facility, provider, "foundry");
            }
            Platform.await().until(() -> owner.facility(facility).path("last_sync").isString());
            String id = owner.facility(facility).path("authorization_id").asString();

            story.line("When I click \"Revoke Authorization\"");
            story.line("Then I should see a confirmation modal warning about data access loss");
            JsonNode asked = admin.api().post("/authorizations/" + id + "/revoke", Map.of()).expect(409).json();
            assertThat(asked.path("code").asString()).isEqualTo("confirmation_required");
            assertThat(asked.path("warning").asString("")).isNotEmpty();
            if (method.equals("utility_api")) {
                assertThat(asked.path("warning").asString()).contains("UtilityAPI", "deletes its copy");
            }
            assertThat(view(admin, id).path("status").asString()).isEqualTo("authorized");

            story.line("When I confirm revocation");
            admin.api().post("/authorizations/" + id + "/revoke", Map.of("confirm", true)).expect(200);

            story.line("Then the auth_status should change to \"revoked\"");
            Platform.await().until(() -> owner.authStatus(facility), "revoked"::equals);

            story.line("And the authorization should be terminated at UtilityAPI");
            Platform.await().untilAsserted(() -> assertThat(view(admin, id).path("timeline")
                    .findValuesAsString("step")).contains("revoked_at_utility"));

            story.line("And an audit log entry \"authorization_revoked\" should be created");
            Platform.await().untilAsserted(() -> assertThat(admin.api()
                    .get("/audit-logs?event_type=authorization_revoked&authorization_id=" + id).expect(200).json()
                    .path("items")).hasSize(1));

            story.line("And the user should be notified of the revocation");
            Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("authorization_revoked"));
            assertThat(owner.api().get("/meters?facility_id=" + facility).expect(200).json().path("items"))
                    .as("what was imported stays").isNotEmpty();
        }
    }

    private static JsonNode view(Person admin, String id) {
        return admin.api().get("/authorizations/" + id).expect(200).json();
    }
}
