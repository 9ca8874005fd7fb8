// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.simulator.CustomerBrowser.Decision;
import com.dcarbon.systemtests.Platform.Started;

import tools.jackson.databind.JsonNode;

/** Wrong input and trouble at the utility: a clear answer to the right person, and nothing half done. */
class TroubleIT {

    @Test
    void tellsWhoCancelledWhatToDoAndLetsThemTryAgain() {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Cancelled", "sce");
            Started flow = Platform.start(owner, facility, "sce", Decision.CANCEL);

            URI page = comeBack(owner, flow.back());

            assertThat(page.getQuery()).contains("status=failed", "code=user_cancelled", flow.session());
            JsonNode status = flow.status(owner);
            assertThat(status.path("status").asString()).isEqualTo("failed");
            assertThat(status.path("errorMessage").asString("")).contains("SCE");
            assertThat(status.path("action").asString("")).isNotEmpty();
            assertThat(status.path("retryable").asBoolean()).isTrue();
            Platform.await().untilAsserted(() -> {
                JsonNode record = Platform.facility(owner, facility);
                assertThat(record.path("auth_status").asString("")).isEqualTo("failed");
                assertThat(record.path("auth_error").path("code").asString()).isEqualTo("user_cancelled");
                assertThat(record.path("last_sync").isNull()).isTrue();
            });

            assertThat(Platform.authorize(owner, facility, "sce", "owner").path("status").asString())
                    .isEqualTo("authorized");
        }
    }

    @Test
    void refusesACallbackOfAnotherBrowserOrWithAForgedState() {
        try (Api owner = Platform.as("owner"); Api otherBrowser = Platform.as("stranger")) {
            String facility = Platform.register(owner, "Forged", "sdge");
            Started flow = Platform.start(owner, facility, "sdge", Decision.APPROVE);
            URI forged = Platform.gateway().resolve("/green-button/callback/sdge?code=abc&state=made-up");

            assertThat(comeBack(otherBrowser, flow.back()).getQuery()).contains("code=state_invalid");
            assertThat(comeBack(owner, forged).getQuery()).contains("code=state_invalid");
            assertThat(flow.status(owner).path("status").asString()).isEqualTo("pending");

            assertThat(comeBack(owner, flow.back()).getQuery()).contains("status=authorized");
            assertThat(comeBack(owner, flow.back()).getQuery()).contains("status=authorized");
            Platform.await().untilAsserted(() -> assertThat(
                    Platform.facility(owner, facility).path("auth_status").asString("")).isEqualTo("authorized"));
            assertThat(owner.post("/green-button/start", Map.of("facility_id", facility, "provider_id", "sdge"))
                    .expect(409).json().path("code").asString()).isEqualTo("already_authorized");
        }
    }

    @Test
    void showsNothingToStrangers() {
        try (Api owner = Platform.as("owner"); Api stranger = Platform.as("stranger")) {
            String facility = Platform.register(owner, "Private", "pge");
            Started flow = Platform.start(owner, facility, "pge", Decision.CANCEL);

            problem(stranger.get("/facilities/" + facility), 404, "not_found");
            problem(stranger.get("/meters?facility_id=" + facility), 404, "not_found");
            problem(stranger.get("/facilities/" + facility + "/sync"), 404, "not_found");
            problem(stranger.get("/green-button/status?sessionId=" + flow.session()), 404, "not_found");
            problem(stranger.post("/green-button/start", Map.of("facility_id", facility, "provider_id", "pge")), 404,
                    "not_found");
            problem(stranger.get("/audit-logs"), 403, "forbidden");
            assertThat(stranger.get("/facilities").expect(200).json().path("items").isEmpty()).isTrue();
        }
    }

    @Test
    void answersBadInputWithWhatToDo() {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Bad input", "pge");
            problem(owner.post("/green-button/start", Map.of("facility_id", UUID.randomUUID(), "provider_id", "pge")),
                    404, "not_found");
            assertThat(owner.post("/green-button/start", Map.of("facility_id", facility, "provider_id", "nowhere"))
                    .status()).isBetween(400, 404);
            problem(owner.post("/facilities", Map.of("owner_role", "king")), 400, "invalid_request");
            problem(owner.get("/meters"), 400, "invalid_request");
            problem(owner.get("/intervals?meter_id=" + UUID.randomUUID()), 404, "not_found");
            problem(owner.get("/nowhere"), 404, "not_found");
        }
    }

    @Test
    void opensToNobodyWithoutAToken() {
        try (Api nobody = Platform.with(null); Api forger = Platform.with("eyJhbGciOiJub25lIn0.e30.")) {
            for (String path : new String[]{"/facilities", "/utilities", "/authorizations", "/meters", "/intervals",
                    "/audit-logs", "/notifications"}) {
                assertThat(problem(nobody.get(path), 401, "unauthenticated").header("WWW-Authenticate"))
                        .startsWith("Bearer");
                problem(forger.get(path), 401, "unauthenticated");
            }
            assertThat(nobody.get("/internal/authorizations/" + UUID.randomUUID() + "/access-token").status())
                    .isIn(401, 404);
            assertThat(nobody.get("/actuator/prometheus").status()).isIn(401, 404);
        }
    }

    private static Answer problem(Answer answer, int status, String code) {
        JsonNode body = answer.expect(status).json();
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(body.path("code").asString()).isEqualTo(code);
        assertThat(body.path("action").asString("")).isNotEmpty();
        assertThat(body.path("trace_id").asString("")).isNotEmpty();
        return answer;
    }

    private static URI comeBack(Api browser, URI back) {
        return URI.create(browser.follow(back).expect(302).header("Location"));
    }
}
