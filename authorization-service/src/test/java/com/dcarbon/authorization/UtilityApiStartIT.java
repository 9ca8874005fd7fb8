// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OwnerRole.OWNER;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The start of an authorization through UtilityAPI: who may, the form, and what happens when there is none. */
class UtilityApiStartIT extends UtilityApiIT {
    private final UUID facility = UUID.randomUUID();

    @AfterEach
    void endPauses() {
        endPausesOfProviders();
    }

    @Test
    void sendsTheBrowserToAFormForTheUtilityAndThePerson() {
        know();
        Started started = startForm(facility);

        assertThat(started.redirectUrl().toString()).isEqualTo(Surroundings.STUBS.baseUrl() + "/authorize/acme?f="
                + form
                + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Futility-api%2Fcallback&state=" + started.state());
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo(API + "/forms"))
                .withHeader("Authorization", com.github.tomakehurst.wiremock.client.WireMock
                        .equalTo("Bearer local-utility-api-token"))
                .withRequestBody(equalToJson(
                        """
                                {"utility":"OTHER","customer_email":"owner@example.com","scope":{"expires":"until_revoked"}}""")));
        assertThat(row("select state, reference from sessions where id = '%s'".formatted(started.sessionId())))
                .isEqualTo(Map.of("state", "pending", "reference", form));
        assertThat(statusOf(started).path("provider").asString()).isEqualTo("other");
    }

    @Test
    void storesTheFormsAddressOnlySealedAndForgetsItWithTheSession() {
        know();
        Started started = startForm(facility);
        String page = "select page as t from sessions where id = '%s'".formatted(started.sessionId());
        assertThat(String.valueOf(row(page).get("t"))).isNotEmpty().doesNotContain("authorize", form);
        comeBackWith("error=access_denied&state=" + started.state(), started);
        assertThat(row(page)).containsEntry("t", null);
    }

    @Test
    void givesTheSamePageForTheSameKeyAndAsksForOneForm() {
        know();
        makesForms();
        Started first = started(postForm(owner(), facility, "once-" + facility));
        assertThat(started(postForm(owner(), facility, "once-" + facility))).isEqualTo(first);
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo(API + "/forms")));

        comeBackWith("error=access_denied&state=" + first.state(), first);
        assertThat(started(postForm(owner(), facility, "once-" + facility)).sessionId())
                .isNotEqualTo(first.sessionId());
    }

    @Test
    void isForWhoeverMayAuthorizeAndMakesNoFormForOthers() {
        know();
        refused(token("stranger", "commercial"), facility, 404, "not_found");
        refused(owner(), facilityOf("owner", OWNER), 403, "operator_must_authorize");
        refused(owner(), facilityOf("owner", "operator", ACCEPTED), 403, "operator_must_authorize");
        refused(admin().value(), facility, 403, "forbidden");
        http.post().uri("/utility-api/start").contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isUnauthorized();
        http.post().uri("/utility-api/start").headers(headers -> headers.setBearerAuth(owner()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"facility_id\":\"%s\",\"provider_id\":\"pge\"}".formatted(facility)).exchange()
                .expectStatus().isBadRequest();
        Surroundings.STUBS.verify(0, postRequestedFor(urlEqualTo(API + "/forms")));
    }

    @Test
    void makesNoFormForAFacilityThatIsAuthorized() {
        know();
        authorized("owner", facility, "pge");
        refused(owner(), facility, 409, "already_authorized");
        Surroundings.STUBS.verify(0, postRequestedFor(urlEqualTo(API + "/forms")));
    }

    @ParameterizedTest
    @CsvSource({"503, provider_unavailable", "404, provider_unavailable", "401, provider_misconfigured",
            "402, provider_misconfigured"})
    void leavesNothingBehindWhenThereIsNoForm(int status, String problem) {
        know();
        forms(aResponse().withStatus(status).withBody("{\"error\":\"x\"}"));
        refused(owner(), facility, 503, problem);
        assertThat(rows("select 1 from sessions where facility_id = '%s'".formatted(facility))).isEmpty();
        assertThat(rows("select 1 from authorizations where facility_id = '%s'".formatted(facility))).isEmpty();
    }

    @Test
    void keepsTheRunningSessionWhenThereIsNoNewForm() {
        know();
        Started started = startForm(facility);
        forms(aResponse().withStatus(503));
        refused(owner(), facility, 503, "provider_unavailable");
        assertThat(statusOf(started).path("status").asString()).isEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{\"uid\":\"f\",\"url\":\"https://evil.example/authorize?f=1\"}",
            "{\"uid\":\"f\"}",
            "[]", "no json", "{\"uid\":\"f\",\"url\":\"javascript:x\"}", "{\"url\":\"http://localhost/x\"}"})
    void sendsNobodyToAnOddForm(String answer) {
        know();
        forms(okJson(answer));
        refused(owner(), facility, 503, "provider_unavailable");
    }

    @Test
    void leavesUtilityApiAloneForAsLongAsItWishes() {
        know();
        forms(aResponse().withStatus(429).withHeader("Retry-After", "40"));
        refused(owner(), facility, 503, "provider_unavailable");
        makesForms();
        String wait = postForm(owner(), facility, null).expectStatus().isEqualTo(503)
                .expectBody().returnResult().getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        assertThat(Integer.parseInt(String.valueOf(wait))).isBetween(20, 40);
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo(API + "/forms")));
    }

    @Test
    void letsAPersonWaitAfterThreeWrongLoginsInARow() {
        know();
        for (int attempt = 1; attempt <= 3; attempt++) {
            Started started = startForm(facility);
            assertThat(comeBackWith("error=access_invalid&state=" + started.state(), started).code())
                    .isEqualTo("bad_credentials");
        }
        String wait = refused(owner(), facility, 429, "wait_before_retry").expectBody().returnResult()
                .getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        assertThat(Integer.parseInt(String.valueOf(wait))).isBetween(800, 900);
        Surroundings.STUBS.verify(3, postRequestedFor(urlEqualTo(API + "/forms")));

        execute("update sessions set ended_at = ended_at - interval '15 minutes' where facility_id = '%s'"
                .formatted(facility));
        startForm(facility);
    }

    private void know() {
        publish(facility, 1, "owner", OWNER_OPERATOR, null, null, false);
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec refused(String token, UUID at,
            int status, String problem) {
        var response = postForm(token, at, null);
        response.expectStatus().isEqualTo(status).expectHeader().doesNotExist(HttpHeaders.SET_COOKIE);
        if (status == 503) {
            response.expectHeader().exists(HttpHeaders.RETRY_AFTER);
        }
        var body = response.expectBody(String.class).returnResult().getResponseBody();
        assertThat(body).contains("\"code\":\"" + problem + "\"");
        return response;
    }
}
