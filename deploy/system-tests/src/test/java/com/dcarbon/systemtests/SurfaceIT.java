// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;

import tools.jackson.databind.JsonNode;

/** What the outside sees of the platform: its documents, its headers, and no secrets in its logs. */
class SurfaceIT {

    @Test
    void describesAllServicesInOneDocument() {
        try (Api nobody = Platform.with(null)) {
            // A service writes its document when it is asked for the first time, which may take longer than the gateway waits.
            Platform.await().untilAsserted(() -> {
                JsonNode document = nobody.get("/openapi").expect(200).json();
                assertThat(document.path("paths").propertyNames()).contains("/facilities", "/utilities",
                        "/green-button/start", "/authorizations/{id}", "/meters", "/intervals", "/intervals/export",
                        "/audit-logs", "/notifications");
                assertThat(document.path("paths").propertyNames()).noneMatch(path -> path.startsWith("/internal"));
            });
            nobody.get("/webjars/swagger-ui/index.html").expect(200);
        }
    }

    @Test
    void answersTheApplicationsOriginOnly() {
        String origin = Platform.stack().url(Port.APPLICATION).toString();
        try (Api owner = Platform.as("owner")) {
            Answer own = owner.send("GET", "/facilities", null, Map.of("Origin", origin)).expect(200);
            assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(own.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(own.header("X-Content-Type-Options")).isEqualTo("nosniff");
            Answer foreign = owner.send("GET", "/facilities", null, Map.of("Origin", "https://evil.example"));
            assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void logsNoSecret() {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Quiet", "pge");
            Platform.authorize(owner, facility, "pge", "quiet");
            Platform.await().untilAsserted(() -> assertThat(
                    Platform.facility(owner, facility).path("last_sync").isNull()).isFalse());
        }
        assertThat(Platform.logs()).contains("traceId")
                .doesNotContain("local-pge-secret", "eyJ", "owner@example.com", "access_token\":\"", "&state=",
                        "?code=");
    }
}
