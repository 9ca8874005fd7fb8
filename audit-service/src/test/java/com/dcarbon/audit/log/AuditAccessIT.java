// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import com.dcarbon.audit.AuditServiceIT;
import com.dcarbon.testing.TestToken;

/** Who may look, and which questions are refused. */
class AuditAccessIT extends AuditServiceIT {

    @ParameterizedTest
    @ValueSource(strings = {"", "/export?format=csv", "/export?format=ndjson", "/verify", "/roots"})
    void isClosedToEveryoneButAdministrators(String call) {
        List<TestToken> others = List.of(identityProvider.user("owner", "commercial"),
                identityProvider.user("operator", "commercial"), identityProvider.user("stranger", "commercial"),
                identityProvider.user("home", "residential"), identityProvider.user("nobody"),
                identityProvider.service("ingestion-service", "dcarbon.internal"));
        for (TestToken other : others) {
            get(other, call).expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("forbidden")
                    .jsonPath("$.items")
                    .doesNotExist();
        }
        get(admin().forged(), call).expectStatus().isUnauthorized();
        http().get().uri("/audit-logs" + call).exchange().expectStatus().isUnauthorized();
        get(admin(), call).expectStatus().isOk();
    }

    @Test
    void asksForAToken() {
        http().get()
                .uri("/audit-logs")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthenticated");
        for (TestToken bad : List.of(admin().expired(), admin().audience("another"), admin().forged(),
                admin().issuer("https://elsewhere.example"))) {
            get(bad, "").expectStatus().isUnauthorized();
        }
    }

    @ParameterizedTest
    @CsvSource({"facility_id=seven, facility_id", "authorization_id=seven, authorization_id",
            "event_type=Bad%20Name, event_type", "user_id=a%00b, user_id", "q=a%00b, q", "from=yesterday, from",
            "to=2026-13-01T00:00:00Z, to", "from=%2B1000000000-12-31T23:59:59Z, from",
            "from=%2B300000-01-01T00:00:00Z, from",
            "from=-1000000000-01-01T00:00:00Z, from", "to=%2B10000-01-01T00:00:00Z, to", "to=0000-12-31T23:59:59Z, to",
            "from=2026-11-20T12:00:00Z&to=2026-11-20T11:00:00Z, to", "limit=0, limit",
            "limit=501, limit", "limit=many, limit", "ip_address=here, ip_address", "sort=details, sort"})
    void saysWhichFieldCannotBeMeant(String query, String field) {
        get(admin(), "?" + query).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"from=0001-01-01T00:00:00Z", "to=9999-12-31T23:59:59.999999999Z"})
    void searchesInEveryYearThatCanBeWritten(String query) {
        search(query).jsonPath("$.items").isArray();
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "%21%21", "YQ", "YR9i"})
    void refusesACursorThatIsNotItsOwn(String cursor) {
        get(admin(), "?cursor=" + cursor).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_cursor");
    }

    @Test
    void describesItselfInTheApiDocument() {
        http().get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/audit-logs'].get.parameters[?(@.name=='event_type')]")
                .exists()
                .jsonPath("$.paths['/audit-logs'].get.parameters[?(@.name=='caller')]")
                .doesNotExist()
                .jsonPath("$.components.schemas.AuditEntry.properties.ip_address")
                .exists();
    }
}
