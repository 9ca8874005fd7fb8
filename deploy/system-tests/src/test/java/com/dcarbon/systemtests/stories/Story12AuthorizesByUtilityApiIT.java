// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Answer;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** What story 1.1 tells, through UtilityAPI: other stories name it 1.2. */
class Story12AuthorizesByUtilityApiIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("1.2 Commercial Owner Registers New Facility with UtilityAPI");

    @Test
    void registersAFacilityWithUtilityApi() {
        try (Person owner = Person.named("owner")) {
            story.line("When I select \"Not on the list?\"");
            String facility = owner.registerWithDetails("Boiler House", "owner_operator");
            JsonNode found = owner.api().get("/utilities?q=LADWP").expect(200).json().path("utility_api");
            assertThat(found).hasSize(1);
            owner.edit(facility, Map.of("utility_provider", Map.of("id", found.path(0).path("id").asString())))
                    .expect(200);

            story.line("When I continue");
            Answer start = owner.startUtilityApi(facility, "ladwp").expect(201);
            assertThat(start.json().propertyNames()).containsExactlyInAnyOrder("redirectUrl", "sessionId");
            URI form = URI.create(start.json().path("redirectUrl").asString());

            story.line("Then I should be redirected to UtilityAPI's form");
            assertThat(form.toString()).startsWith(Platform.stack().url(Port.SIMULATOR) + "/utilityapi/authorize/");
            assertThat(owner.api().follow(form).expect(200).text()).contains("<form");

            story.line("When I complete authorization successfully");
            JsonNode outcome = owner.finishUtilityApi(start, "boiler");

            story.line("Then I should be returned to the platform with confirmation");
            assertThat(outcome.path("status").asString()).isEqualTo("authorized");
            assertThat(outcome.path("provider").asString()).isEqualTo("ladwp");

            isAuthorized(owner, facility);
        }
    }

    private void isAuthorized(Person owner, String facility) {
        story.line("And my facility record should show `auth_method=\"utility_api\"`, `auth_status=\"authorized\"`");
        Platform.await().until(() -> owner.authStatus(facility), "authorized"::equals);
        JsonNode record = owner.facility(facility);
        assertThat(record.path("auth_method").asString()).isEqualTo("utility_api");
        assertThat(record.path("auth_provider").asString()).isEqualTo("ladwp");
        assertThat(record.path("auth_id").asString("")).isNotEmpty();

        story.line("And my data are imported");
        Platform.await().until(() -> owner.facility(facility).path("last_sync").isString());
        JsonNode meters = owner.api().get("/meters?facility_id=" + facility).expect(200).json().path("items");
        assertThat(meters).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.path("source").asString()).isEqualTo("utility_api");
            assertThat(meter.path("account_id").asString("")).isNotEmpty();
            assertThat(meter.path("service_address").asString("")).isNotEmpty();
        });
        assertThat(owner.api().get("/intervals?meter_id=" + meters.path(0).path("id").asString()).expect(200).json()
                .path("items")).isNotEmpty();
    }
}
