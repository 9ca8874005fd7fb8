// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.story.Answer;

import tools.jackson.databind.JsonNode;

/** Someone with an unfinished registration goes on with it, on another device, or begins another. */
class Story16InProgressRegistrationIT {
    private static final String IN_PROGRESS = "registration=in_progress";

    @RegisterExtension
    final Acceptance story = Acceptance.of("1.6 User with In-Progress Registration Continues or Starts New");

    @Test
    void continuesOrStartsNew() {
        try (Person laptop = Person.named("owner"); Person phone = Person.named("owner")) {
            story.line("Given I have an in-progress facility registration");
            String facility = laptop.registerWithDetails("Mill Street Depot", "owner_operator");

            story.line("When I click \"Add New Facility\"");
            story.line("Then I should see a modal with options: \"Continue existing registration\"");
            JsonNode offered = phone.onDashboard(facility, IN_PROGRESS).orElseThrow();
            assertThat(offered.path("name").asString()).isEqualTo("Mill Street Depot");
            assertThat(offered.path("registration").path("step").asString()).isEqualTo("finance_installer");
            assertThat(offered.path("registration").path("updated_at").asString("")).isNotEmpty();

            story.line("When I select \"Continue existing registration\"");
            story.line("Then I should resume from where I left off");
            Answer resumed = phone.api().get("/facilities/" + facility).expect(200);
            assertThat(resumed.json().path("address").path("line1").asString()).isEqualTo("12 Harbor Street");
            assertThat(resumed.json().path("finance").path("company").asString()).isEqualTo("Sunrise Capital");
            assertThat(resumed.json().path("installer").path("system_size_kw_dc").decimalValue()).isEqualTo("120.5");
            laptop.edit(facility, Map.of("name", "Mill Street 9")).expect(200);
            Map<String, Object> next = Map.of("utility_provider", Map.of("id", "sce"), "registration",
                    Map.of("step", "utility_authorization"));
            phone.api().patch("/facilities/" + facility, resumed.header("ETag"), next).expect(412);
            phone.edit(facility, next).expect(200);

            story.line("When I select \"Start a new facility\"");
            story.line("Then I should begin a fresh registration flow");
            String another = phone.register("Pier 4", "owner");
            JsonNode fresh = phone.facility(another);
            assertThat(fresh.path("registration").path("status").asString()).isEqualTo("in_progress");
            assertThat(fresh.path("address").isNull()).isTrue();
            assertThat(fresh.path("utility_provider").isNull()).isTrue();

            story.line("And my previous in-progress registration should remain saved");
            JsonNode saved = laptop.onDashboard(facility, IN_PROGRESS).orElseThrow();
            assertThat(saved.path("name").asString()).isEqualTo("Mill Street 9");
            assertThat(saved.path("registration").path("step").asString()).isEqualTo("utility_authorization");
            assertThat(saved.path("utility_provider").path("id").asString()).isEqualTo("sce");
            assertThat(laptop.onDashboard(another, IN_PROGRESS)).isPresent();
        }
    }
}
