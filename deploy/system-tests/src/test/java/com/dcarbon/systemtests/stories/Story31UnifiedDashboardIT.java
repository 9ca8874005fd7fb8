// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An administrator sees all authorizations in one table. */
class Story31UnifiedDashboardIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("3.1 Admin Views Unified Authorization Dashboard");

    @Test
    void seesAllAuthorizationsInOneTable() {
        try (Person owner = Person.named("owner");
                Person home = Person.named("home");
                Person admin = Person.named("admin");
                Person stranger = Person.named("stranger")) {
            String plant = owner.registerWithDetails("Glass Works", "owner_operator");
            Instant before = Instant.now().minus(Duration.ofMinutes(1));
            owner.authorize(plant, "sce", "glass");
            String house = home.register("House at Twelve", null);
            home.authorizeByUtilityApi(house, "coned", "twelve");
            Platform.await().until(() -> owner.facility(plant).path("last_sync").isString());

            story.line("Given I am logged in as an Admin");
            story.line("When I navigate to the Utility Authorizations dashboard");
            story.line("Then I should see a unified table showing all authorizations");
            JsonNode ofPlant = only(admin, "facility_id=" + plant);
            JsonNode ofHouse = only(admin, "facility_id=" + house);

            story.line("And the table should include columns: User, Utility, Method, Status, Created date, "
                    + "Last Sync timestamp, Actions (View, Retry)");
            assertThat(ofPlant.path("user").path("name").asString()).isEqualTo("Olivia Owner");
            assertThat(ofPlant.path("utility").path("name").asString()).isEqualTo("SCE");
            assertThat(ofPlant.path("method").asString()).isEqualTo("green_button");
            assertThat(ofPlant.path("status").asString()).isEqualTo("authorized");
            assertThat(Instant.parse(ofPlant.path("created_at").asString())).isAfter(before);
            Platform.await().until(() -> only(admin, "facility_id=" + plant).path("last_sync").isString());
            assertThat(ofPlant.path("actions").valueStream().map(JsonNode::asString)).contains("view", "revoke");
            assertThat(ofHouse.path("method").asString()).isEqualTo("utility_api");

            story.line("And I should be able to filter by: Authorization method, Status, Utility provider, Date range");
            assertThat(found(admin, "method=utility_api&provider=coned&status=authorized", ofHouse)).isTrue();
            assertThat(found(admin, "method=green_button", ofHouse)).isFalse();
            assertThat(found(admin, "status=failed", ofPlant)).isFalse();
            assertThat(found(admin, "provider=sce&created_from=" + before, ofPlant)).isTrue();
            assertThat(found(admin, "created_to=" + before, ofPlant)).isFalse();
            assertThat(found(admin, "q=glass", ofPlant)).isTrue();

            assertThat(found(owner, "", ofHouse)).as("of somebody else").isFalse();
            assertThat(found(stranger, "", ofPlant)).as("for a stranger").isFalse();
            Person.nobody().api().get("/authorizations").expect(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "last_sync", "last_attempt_at", "status", "method", "utility", "user"})
    void sortsByEveryColumnPageByPage(String column) {
        try (Person admin = Person.named("admin")) {
            story.line("Sortable and filterable columns: " + column);
            List<String> whole = ids(admin.api().get("/authorizations?limit=500&sort=" + column).expect(200).json());
            JsonNode page = admin.api().get("/authorizations?limit=3&sort=" + column).expect(200).json();
            List<String> walked = new java.util.ArrayList<>(ids(page));
            while (page.path("next_cursor").isString() && walked.size() < whole.size()) {
                page = admin.api().get("/authorizations?limit=3&sort=" + column + "&cursor="
                        + page.path("next_cursor").asString()).expect(200).json();
                walked.addAll(ids(page));
            }
            assertThat(walked).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(whole.size());
        }
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static JsonNode only(Person admin, String filter) {
        JsonNode items = admin.api().get("/authorizations?" + filter).expect(200).json().path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private static boolean found(Person person, String filter, JsonNode wanted) {
        return ids(person.api().get("/authorizations?limit=500&" + filter).expect(200).json())
                .contains(wanted.path("id").asString());
    }
}
