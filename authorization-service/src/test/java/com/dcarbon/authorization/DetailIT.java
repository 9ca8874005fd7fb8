// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

import tools.jackson.databind.JsonNode;

/** The full view of an authorization, with what the other services know of it. */
class DetailIT extends AuthorizationServiceIT {
    private final ServicesAround services = new ServicesAround();
    private final String person = "person-" + UUID.randomUUID();

    @AfterEach
    void forgetWhatWasTold() {
        services.forget();
    }

    @Test
    void isComposedOfWhatEveryServiceKnows() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);

        JsonNode view = view(authorization, admin().value());
        assertThat(view.path("facility_id").asString()).isEqualTo(facility.toString());
        assertThat(view.path("facility").path("address").path("city").asString()).isEqualTo("Fresno");
        assertThat(view.path("utility").path("name").asString()).isEqualTo("PG&E");
        assertThat(view.path("method").asString()).isEqualTo("green_button");
        assertThat(view.path("auth_id").asString()).isNotBlank();
        assertThat(view.path("timeline")).hasSize(2);
        assertThat(view.path("meters").path(0).path("utility_meter_id").asString()).isEqualTo("1009876543");
        assertThat(view.path("interval_summary").path("intervals").asInt()).isEqualTo(8640);
        assertThat(view.path("audit_log").path(0).path("event_type").asString()).isEqualTo("authorization_created");
        assertThat(view.path("unavailable")).isEmpty();
        Surroundings.STUBS.verify(getRequestedFor(urlPathEqualTo("/audit-service/audit-logs"))
                .withQueryParam("authorization_id", equalTo(authorization.toString()))
                .withQueryParam("limit", equalTo("50")));
        Surroundings.STUBS.verify(getRequestedFor(urlPathEqualTo("/ingestion-service/meters"))
                .withQueryParam("authorization", equalTo(authorization.toString())));
    }

    @Test
    void asksWithTheCallersTokenAndInTheCallersTrace() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);
        String token = token(person, "commercial");
        String trace = "0af7651916cd43dd8448eb211c80319c";

        json(http.get().uri("/authorizations/" + authorization).headers(headers -> headers.setBearerAuth(token))
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01").exchange());
        for (String path : List.of("/facility-service/facilities/" + facility, "/ingestion-service/meters",
                "/ingestion-service/intervals/summary")) {
            var asked = Surroundings.STUBS.findAll(getRequestedFor(urlPathEqualTo(path)));
            assertThat(asked).as(path).hasSize(1);
            assertThat(asked.getFirst().getHeader("Authorization")).isEqualTo("Bearer " + token);
            assertThat(asked.getFirst().getHeader("traceparent")).contains(trace);
        }
    }

    @Test
    void keepsAuditLogAddressesAndAdministratorsNamesFromOthers() {
        String operator = "operator-" + UUID.randomUUID();
        UUID facility = publish(UUID.randomUUID(), 1, person, OWNER_OPERATOR, operator, ACCEPTED, false);
        UUID authorization = authorized(person, facility, "pge");
        revoke(authorization);
        Surroundings.STUBS.resetRequests();
        services.tellAll(facility);

        for (String who : List.of(person, operator)) {
            JsonNode view = view(authorization, token(who, "commercial"));
            assertThat(view.path("audit_log").isNull()).isTrue();
            assertThat(view.path("unavailable")).isEmpty();
            assertThat(view.path("meters")).hasSize(1);
            assertThat(view.path("timeline").valueStream()).allMatch(step -> step.path("ip_address").isNull());
            assertThat(view.path("timeline").path(2).path("actor").path("id").asString()).isEqualTo("administrator");
            assertThat(view.toString()).doesNotContain("203.0.113.", "\"admin\"");
        }
        Surroundings.STUBS.verify(0, getRequestedFor(urlPathEqualTo("/audit-service/audit-logs")));
        assertThat(view(authorization, admin().value()).path("audit_log")).hasSize(1);
        read("/authorizations/" + authorization, token("stranger", "commercial")).expectStatus().isNotFound();
        http.get().uri("/authorizations/" + authorization).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void showsNothingWhereTheOthersKnowNothing() {
        UUID authorization = authorized(person, facilityOf(person, OWNER_OPERATOR), "pge");

        JsonNode view = view(authorization, admin().value());
        assertThat(view.path("unavailable")).isEmpty();
        assertThat(view.path("facility").isNull()).isTrue();
        assertThat(view.path("meters").isArray()).isTrue();
        assertThat(view.path("interval_summary").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"facility", "meters", "interval_summary", "audit_log"})
    void answersTheRestWhenAServiceIsOutOfOrder(String part) {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        for (ResponseDefinitionBuilder trouble : List.of(aResponse().withStatus(503),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), okJson("[1,2"))) {
            services.tellAll(facility);
            services.tell(part, facility, trouble);
            assertOnlyThatPartIsMissing(view(authorization, admin().value()), part);
        }
        services.tell(part, facility, okJson("{\"items\":7,\"hello\":\"world\"}"));
        assertOnlyThatPartIsMissing(view(authorization, admin().value()), part);
    }

    @Test
    void waitsNoLongerThanTheLongestLimit() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);
        for (String part : List.of("facility", "meters", "audit_log")) {
            services.tell(part, facility, okJson("{\"id\":\"1\",\"items\":[]}").withFixedDelay(20_000));
        }

        Instant begun = Instant.now();
        JsonNode view = view(authorization, admin().value());
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(14));
        assertThat(view.path("unavailable").toString()).isEqualTo("[\"facility\",\"meters\",\"audit_log\"]");
        assertThat(view.path("interval_summary").path("intervals").asInt()).isEqualTo(8640);
        assertThat(view.path("timeline")).hasSize(2);
    }

    @Test
    void leavesAServiceAloneThatFailsAgainAndAgain() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);
        services.tell("audit_log", facility, aResponse().withStatus(500));
        var asked = getRequestedFor(urlPathEqualTo("/audit-service/audit-logs"));

        for (int call = 0; call < 30; call++) {
            assertOnlyThatPartIsMissing(view(authorization, admin().value()), "audit_log");
        }
        int before = Surroundings.STUBS.findAll(asked).size();
        assertThat(before).isLessThan(30);
        services.tellAll(facility);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                view(authorization, admin().value()).path("unavailable")).isEmpty());
    }

    @Test
    void saysThatARevocationIsStillToComeAtTheUtility() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "sce");
        revoke(authorization);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows("select 1 from revocations where outcome is not null "
                        + "and authorization_id = '%s'".formatted(authorization))).hasSize(1));
        execute("update revocations set outcome = null, ended_at = null, next_attempt = now() + interval '1 day' "
                + "where authorization_id = '%s'".formatted(authorization));

        assertThat(view(authorization, admin().value()).path("condition").asString()).isEqualTo("revocation_pending");
        execute("update revocations set outcome = 'revoked', ended_at = now() where authorization_id = '%s'"
                .formatted(authorization));
        assertThat(view(authorization, admin().value()).path("condition").asString()).isEqualTo("revoked_by_admin");
    }

    private void revoke(UUID authorization) {
        http.post().uri("/authorizations/" + authorization + "/revoke")
                .headers(headers -> headers.setBearerAuth(admin().value()))
                .header("Content-Type", "application/json").bodyValue("{\"confirm\":true}").exchange().expectStatus()
                .isOk();
    }

    private JsonNode view(UUID authorization, String token) {
        return json(read("/authorizations/" + authorization, token));
    }

    private static void assertOnlyThatPartIsMissing(JsonNode view, String part) {
        assertThat(view.path("unavailable").toString()).isEqualTo("[\"" + part + "\"]");
        for (String name : List.of("facility", "meters", "interval_summary", "audit_log")) {
            assertThat(view.path(name).isNull()).as(name).isEqualTo(name.equals(part));
        }
        assertThat(view.path("timeline")).hasSize(2);
    }
}
