// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** One look at an owner's dashboard tells of each facility what the story names. */
class Story41OwnerViewsStatusIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("4.1 Owner Views Facility Authorization Status");

    @Test
    void showsEachFacilityWithItsStatus() {
        story.line("Given I am logged in as an Owner");
        try (Person owner = Person.named("owner")) {
            String authorized = owner.registerWithDetails("Orchard Packing", "owner_operator");
            owner.authorize(authorized, "pge", "orchard");
            String failed = owner.registerWithDetails("Cannery", "owner_operator");
            owner.cancel(failed, "sce");
            String pending = owner.registerAndInvite("Grain Silo", "silo@grain.example");
            Platform.await().until(() -> owner.facility(authorized).path("last_sync").isString());
            Platform.await().until(() -> owner.authStatus(failed), "failed"::equals);

            story.line("When I view my Facilities dashboard");
            JsonNode dashboard = owner.dashboard("relation=owner");
            assertThat(dashboard.path("counts").toString()).contains("authorized", "pending", "failed");

            showsWhatTheStoryNames(of(dashboard, authorized), of(dashboard, failed), of(dashboard, pending));
            showsTheBanner(of(dashboard, pending));
            assertThat(owner.onDashboard(failed, "auth_status=failed")).isPresent();
            assertThat(owner.onDashboard(authorized, "auth_status=failed")).isEmpty();
        }
    }

    private void showsWhatTheStoryNames(JsonNode authorized, JsonNode failed, JsonNode pending) {
        story.line("Then each facility should display: Facility name and address");
        assertThat(authorized.path("name").asString()).isEqualTo("Orchard Packing");
        assertThat(authorized.path("address").path("city").asString()).isEqualTo("Oakland");
        story.line("Utility provider");
        assertThat(authorized.path("utility_provider").path("name").asString()).isEqualTo("PG&E");
        story.line("Authorization method (Green Button icon or UtilityAPI badge)");
        assertThat(authorized.path("auth_method").asString()).isEqualTo("green_button");
        story.line("Authorization status (Authorized, Pending, Failed)");
        assertThat(authorized.path("auth_status").asString()).isEqualTo("authorized");
        assertThat(pending.path("auth_status").asString()).isEqualTo("pending");
        assertThat(failed.path("auth_status").asString()).isEqualTo("failed");
        assertThat(failed.path("auth_error").path("code").asString()).isEqualTo("user_cancelled");
        story.line("Last sync date/time");
        assertThat(authorized.path("last_sync").asString("")).endsWith("Z");
        assertThat(pending.path("last_sync").isNull()).isTrue();
    }

    private void showsTheBanner(JsonNode pending) {
        story.line("When a facility is \"Pending\" (Operator not completed)");
        assertThat(pending.path("operator").path("status").asString()).isEqualTo("invited");
        story.line("Then I should see the \"Utility Authorization Pending\" banner");
        assertThat(pending.path("banner").path("title").asString()).isEqualTo("Utility Authorization Pending");
        story.line("And options to \"Resend Invite\" or \"Change Email\"");
        assertThat(pending.path("banner").path("actions").valueStream().map(JsonNode::asString))
                .containsExactly("resend_invite", "change_email");
    }

    private static JsonNode of(JsonNode dashboard, String facility) {
        return dashboard.path("items").valueStream()
                .filter(item -> item.path("id").asString().equals(facility))
                .findFirst()
                .orElseThrow();
    }
}
