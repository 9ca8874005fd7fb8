// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.story.Answer;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An administrator looks at one authorization in full and takes it along as a file. */
class Story33AdminViewsDetailsIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("3.3 Admin Views Facility Authorization Details");

    @Test
    void seesEverythingAboutAnAuthorization() {
        try (Person owner = Person.named("owner"); Person admin = Person.named("admin")) {
            String facility = owner.registerWithDetails("Paper Mill", "owner_operator");
            owner.authorize(facility, "pge", "paper");
            Platform.await().until(() -> owner.facility(facility).path("last_sync").isString());
            String id = owner.facility(facility).path("authorization_id").asString();

            story.line("Given I am viewing the Authorizations dashboard");
            story.line("When I click \"View\" on any authorization");
            JsonNode view = Platform.await().until(
                    () -> admin.api().get("/authorizations/" + id).expect(200).json(),
                    shown -> shown.path("audit_log").size() > 2 && shown.path("last_sync").isString());

            story.line("Then I should see a detailed view showing: Full facility information");
            assertThat(view.path("facility").path("name").asString()).isEqualTo("Paper Mill");
            assertThat(view.path("facility").path("address").path("city").asString()).isEqualTo("Oakland");

            story.line("Authorization method and provider");
            assertThat(view.path("method").asString()).isEqualTo("green_button");
            assertThat(view.path("utility").path("name").asString()).isEqualTo("PG&E");

            story.line("Authorization ID (auth_id)");
            assertThat(view.path("auth_id").asString())
                    .isEqualTo(owner.facility(facility).path("auth_id").asString());

            story.line("Complete authorization timeline");
            assertThat(view.path("timeline").findValuesAsString("step")).containsSubsequence("started", "authorized");

            story.line("All associated meters");
            assertThat(view.path("meters").size()).isPositive();

            story.line("Latest interval data summary");
            assertThat(view.path("interval_summary").isObject()).isTrue();

            story.line("Audit log entries for this authorization");
            assertThat(view.path("audit_log").findValuesAsString("event_type")).contains("authorization_created");
            assertThat(view.path("unavailable").size()).isZero();

            JsonNode owners = owner.api().get("/authorizations/" + id).expect(200).json();
            assertThat(owners.path("audit_log").isNull()).isTrue();
            assertThat(owners.toString()).doesNotContain("127.0.0.1");

            takesItAlong(admin, owner, id);
        }
    }

    private void takesItAlong(Person admin, Person owner, String id) {
        story.line("And I should be able to download authorization details as CSV/PDF");
        Answer csv = admin.api().get("/authorizations/" + id + "/export?format=csv").expect(200);
        assertThat(csv.header("Content-Disposition")).startsWith("attachment").contains(".csv");
        assertThat(csv.text()).contains("Paper Mill", "PG&E", "authorized");
        Answer pdf = admin.api().get("/authorizations/" + id + "/export?format=pdf").expect(200);
        assertThat(pdf.header("Content-Type")).startsWith("application/pdf");
        assertThat(pdf.text()).startsWith("%PDF-");
        owner.api().get("/authorizations/" + id + "/export?format=csv").expect(403);
    }
}
