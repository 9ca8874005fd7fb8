// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.simulator.CustomerBrowser.Decision;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** An authorization fails, and the user understands why and tries again. */
class Story61UserHandlesFailureIT {
    @RegisterExtension
    final Acceptance story = Acceptance.of("6.1 User Handles Authorization Failure");

    @Test
    void understandsAFailureAndTriesAgain() {
        try (Person owner = Person.named("owner")) {
            story.line("Given I am completing utility authorization");
            String facility = owner.registerWithDetails("Creamery", "owner_operator");
            Platform.Started started = Platform.start(owner.api(), facility, "pge", Decision.CANCEL);

            story.line("When authorization fails (timeout, user cancellation, invalid credentials)");
            URI page = URI.create(owner.api().follow(started.back()).expect(302).header("Location"));
            assertThat(page.getQuery()).contains("status=failed", "code=user_cancelled");

            isTold(started.status(owner.api()));

            story.line("And the facility should show `auth_status=\"failed\"`");
            Platform.await().until(() -> owner.authStatus(facility), "failed"::equals);
            JsonNode error = owner.facility(facility).path("auth_error");
            assertThat(error.path("code").asString()).isEqualTo("user_cancelled");
            assertThat(error.path("message").asString("")).contains("PG&E");
            assertThat(error.path("action").asString("")).isNotEmpty();
            assertThat(error.path("retryable").asBoolean()).isTrue();

            story.line("And I should be able to retry authorization from my dashboard");
            assertThat(owner.permissions(facility)).contains("retry");
            String record = owner.facility(facility).path("authorization_id").asString();
            JsonNode again = owner.api().post("/authorizations/" + record + "/retry", Map.of()).expect(201).json();
            assertThat(again.propertyNames()).containsExactlyInAnyOrder("redirectUrl", "sessionId");
            assertThat(owner.authorize(facility, "pge", "creamery").path("status").asString())
                    .isEqualTo("authorized");
            Platform.await().until(() -> owner.authStatus(facility), "authorized"::equals);
            assertThat(owner.facility(facility).path("authorization_id").asString()).isEqualTo(record);
            assertThat(owner.facility(facility).path("auth_error").isNull()).isTrue();
        }
    }

    @Test
    void isToldThatTheUtilityRefusesTheLogin() {
        try (Person owner = Person.named("owner")) {
            story.line("When authorization fails (timeout, user cancellation, invalid credentials)");
            String facility = owner.registerWithDetails("Bakery", "owner_operator");
            JsonNode outcome = owner.tryUtilityApi(facility, "ladwp", "badlogin");

            isTold(outcome);
            assertThat(outcome.path("code").asString()).isEqualTo("bad_credentials");
            Platform.await().until(() -> owner.authStatus(facility), "failed"::equals);
        }
    }

    private void isTold(JsonNode status) {
        story.line("Then I should see a clear error message explaining: What went wrong");
        assertThat(status.path("status").asString()).isEqualTo("failed");
        assertThat(status.path("errorMessage").asString("")).isNotEmpty().doesNotContain("_", "{", "null");

        story.line("What action I should take");
        assertThat(status.path("action").asString("")).isNotEmpty();

        story.line("Option to retry immediately");
        assertThat(status.path("retryable").asBoolean()).isTrue();
    }
}
