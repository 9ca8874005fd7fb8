// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OperatorStatus.UNCONFIRMED;
import static com.dcarbon.events.facility.OwnerRole.OWNER;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.dcarbon.events.facility.OwnerRole.RESIDENTIAL;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.TestToken;

class StartIT extends AuthorizationServiceIT {

    @Test
    void sendsTheBrowserToTheUtilityWithItsScopeAndAState() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");

        assertThat(started.redirectUrl().toString()).startsWith(Surroundings.UTILITIES.baseUrl() + "/pge/oauth/")
                .contains("response_type=code", "client_id=dcarbon-pge",
                        "redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fgreen-button%2Fcallback%2Fpge",
                        "scope=FB%3D1_3_4_5_8_13%3BIntervalDuration%3D900%3BBlockDuration%3DDaily")
                .doesNotContain("code_challenge", ";");
        assertThat(started.state()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void offersPkceWhereTheProfileDoes() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "acme");
        assertThat(started.redirectUrl().toString()).contains("code_challenge_method=S256").contains("code_challenge=");
    }

    @Test
    void tiesTheBrowserWithAHostOnlyCookie() {
        var answer = postStart(owner(), facilityOf("owner", OWNER_OPERATOR), "pge", null).expectStatus().isCreated()
                .expectHeader().value(HttpHeaders.CACHE_CONTROL, value -> assertThat(value).contains("no-store"))
                .expectBody(String.class).returnResult();

        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.SET_COOKIE)).contains("HttpOnly", "SameSite=Lax",
                "Path=/").doesNotContain("Domain", "Secure");
    }

    @Test
    void storesNeitherStateNorCookieButTheirHashes() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = started(postStart(owner(), facility, "pge", "key-" + facility));
        String everything = rows("select s::text as t from sessions s union all select i::text from idempotency_keys i")
                .toString();

        assertThat(everything).contains(started.sessionId().toString()).doesNotContain(started.state(),
                started.cookieValue());
    }

    @Test
    void tellsEverybodyThatTheAuthorizationIsPending() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");

        var changed = kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()));
        var snapshot = (AuthorizationSnapshot) changed.data();
        assertThat(changed.sequence()).isEqualTo(1);
        assertThat(snapshot.status()).isEqualTo(AuthStatus.PENDING);
        assertThat(snapshot.providerName()).isEqualTo("PG&E");
        assertThat(snapshot.userId()).isEqualTo("owner");
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString()))
                .data();
        assertThat(audited.eventType()).isEqualTo("authorization_started");
        assertThat(audited.details()).containsEntry("provider_id", "pge").containsEntry("attempt", 1);
        assertThat(status("owner", started.sessionId()).toString()).isEqualTo(
                "{\"status\":\"pending\",\"provider\":\"pge\",\"errorMessage\":null,\"code\":null,\"action\":null,"
                        + "\"retryable\":null,\"authorization_id\":\"" + snapshot.authorizationId() + "\"}");
    }

    // ---- who may

    @Test
    void isForWhoeverMayAuthorize() {
        start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        start("home", facilityOf("home", RESIDENTIAL), "pge");
        start("operator", facilityOf("owner", "operator", ACCEPTED), "pge");
    }

    @Test
    void tellsAnOwnerThatTheOperatorAuthorizes() {
        refused(owner(), facilityOf("owner", OWNER), "pge", 403, "operator_must_authorize");
        refused(owner(), facilityOf("owner", "operator", ACCEPTED), "pge", 403, "operator_must_authorize");
    }

    @Test
    void hidesTheFacilityFromEverybodyElse() {
        UUID facility = facilityOf("owner", "operator", UNCONFIRMED);
        refused(token("stranger", "commercial"), facility, "pge", 404, "not_found");
        refused(token("operator", "commercial"), facility, "pge", 404, "not_found");
        UUID gone = publish(Ids.next(), 1, "owner", OWNER_OPERATOR, null, null, true);
        refused(owner(), gone, "pge", 404, "not_found");
    }

    @Test
    void letsAnAdministratorSeeButNotAuthorize() {
        refused(admin().value(), facilityOf("owner", OWNER_OPERATOR), "pge", 403, "forbidden");
    }

    @Test
    void needsAValidToken() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        http.post().uri("/green-button/start").contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isUnauthorized().expectHeader().exists(HttpHeaders.WWW_AUTHENTICATE);
        TestToken user = identity.user("owner", "commercial");
        for (TestToken bad : List.of(user.expired(), identity.user("owner", "commercial").audience("another"),
                identity.user("owner", "commercial").forged(),
                identity.user("owner", "commercial").issuer("http://evil.example"))) {
            refused(bad.value(), facility, "pge", 401, "unauthenticated");
        }
        refused(identity.user("owner").value(), facility, "pge", 403, "forbidden");
        refused(identity.service("ingestion-service", "dcarbon.internal").value(), facility, "pge", 403, "forbidden");
    }

    // ---- a facility that is too new for the projection

    @Test
    void asksFacilityServiceWithTheCallersTokenWhileItsEventsAreUnderWay() {
        UUID facility = Ids.next();
        String token = owner();
        Surroundings.STUBS.stubFor(get(urlEqualTo("/facility-service/facilities/" + facility))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson("""
                        {"id":"%s","owner_role":"owner_operator","permissions":["authorize","view_data"],"x":1}"""
                        .formatted(facility))));

        Started started = started(postStart(token, facility, "pge", null));
        assertThat(comeBack(customer.approve(started.redirectUrl(), "owner", "password"), started).status())
                .isEqualTo("authorized");
    }

    @Test
    void letsAnOperatorStartWhoseAcceptanceIsUnderWay() {
        UUID facility = facilityOf("owner", OWNER);
        String token = token("operator", "commercial");
        refused(token, facility, "pge", 404, "not_found");
        Surroundings.STUBS.stubFor(get(urlEqualTo("/facility-service/facilities/" + facility))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson("{\"owner_role\":\"owner\",\"permissions\":[\"authorize\",\"view_data\"]}")));

        assertThat(started(postStart(token, facility, "pge", null)).redirectUrl()).isNotNull();
    }

    @Test
    void believesFacilityServiceAboutWhoMayNot() {
        UUID watched = Ids.next();
        Surroundings.STUBS.stubFor(get(urlEqualTo("/facility-service/facilities/" + watched))
                .willReturn(okJson("{\"owner_role\":\"owner\",\"permissions\":[\"view_data\"]}")));
        refused(owner(), watched, "pge", 403, "operator_must_authorize");
        UUID foreign = Ids.next();
        Surroundings.STUBS.stubFor(get(urlEqualTo("/facility-service/facilities/" + foreign))
                .willReturn(aResponse().withStatus(404)));
        refused(owner(), foreign, "pge", 404, "not_found");
    }

    @Test
    void saysThatItCannotTellWhileFacilityServiceIsAway() {
        UUID facility = Ids.next();
        Surroundings.STUBS.stubFor(get(urlEqualTo("/facility-service/facilities/" + facility))
                .willReturn(aResponse().withStatus(500)));
        refused(owner(), facility, "pge", 503, "unavailable");
    }

    // ---- what is asked for

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "other"})
    void knowsOnlyTheUtilitiesOfItsMethod(String provider) {
        refused(owner(), facilityOf("owner", OWNER_OPERATOR), provider, 400, "unknown_provider")
                .jsonPath("$.errors[0].field").isEqualTo("provider_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"facility_id\":\"seven\",\"provider_id\":\"pge\"}",
            "{\"facility_id\":\"01930000-0000-7000-8000-000000000000\"}", "not json", "[]",
            "{\"facility_id\":\"01930000-0000-7000-8000-000000000000\",\"provider_id\":\"../etc\"}"})
    void saysWhatIsWrongWithTheRequest(String body) {
        http.post().uri("/green-button/start").headers(headers -> headers.setBearerAuth(owner()))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange()
                .expectStatus().isBadRequest()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.code").isEqualTo("invalid_request");
    }

    @Test
    void refusesWhileTheFacilityIsAuthorized() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        authorized("owner", facility, "pge");
        refused(owner(), facility, "pge", 409, "already_authorized");
        refused(owner(), facility, "sce", 409, "already_authorized");
    }

    // ---- again

    @Test
    void supersedesTheOlderSession() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started older = start("owner", facility, "pge");
        Started newer = start("owner", facility, "pge");

        assertThat(status("owner", older.sessionId()).path("code").asString()).isEqualTo("superseded");
        assertThat(status("owner", newer.sessionId()).path("status").asString()).isEqualTo("pending");
        assertThat(comeBack(customer.approve(older.redirectUrl(), "owner", "password"), older))
                .isEqualTo(new Returned(older.sessionId().toString(), "failed", "superseded"));
        assertThat(comeBack(customer.approve(newer.redirectUrl(), "owner", "password"), newer).status())
                .isEqualTo("authorized");
        assertThat(rows("select 1 from authorizations where facility_id = '%s'".formatted(facility))).hasSize(1);
    }

    @Test
    void endsThePendingAttemptAtAnotherUtility() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        start("owner", facility, "pge");
        start("owner", facility, "sce");

        assertThat(rows("select provider_id, status, failure_code from authorizations where facility_id = '%s' "
                .formatted(facility) + "order by provider_id"))
                .extracting(Map::toString)
                .containsExactly("{provider_id=pge, status=failed, failure_code=superseded}",
                        "{provider_id=sce, status=pending, failure_code=null}");
    }

    @Test
    void makesANewRecordAfterARevocation() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID revoked = authorized("owner", facility, "pge");
        execute("update authorizations set status = 'revoked' where id = '%s'".formatted(revoked));

        assertThat(authorized("owner", facility, "pge")).isNotEqualTo(revoked);
        assertThat(rows("select 1 from authorizations where facility_id = '%s'".formatted(facility))).hasSize(2);
    }

    @Test
    void givesTheSameAnswerForTheSameKeyUntilTheSessionEnds() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started first = started(postStart(owner(), facility, "pge", "once-" + facility));
        Started again = started(postStart(owner(), facility, "pge", "once-" + facility));
        assertThat(again).isEqualTo(first);

        comeBack(customer.cancel(first.redirectUrl(), "owner", "password"), first);
        Started anew = started(postStart(owner(), facility, "pge", "once-" + facility));
        assertThat(anew.sessionId()).isNotEqualTo(first.sessionId());
        assertThat(started(postStart(owner(), facility, "pge", "once-" + facility))).isEqualTo(anew);
        refused(postStart(owner(), facility, "sce", "once-" + facility), 422, "idempotency_key_reused");
    }

    @Test
    void staysConsistentWhenManyStartAtOnce() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        List<CompletableFuture<Started>> starts = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> start("owner", facility, "pge")))
                .toList();
        starts.forEach(CompletableFuture::join);

        assertThat(rows("select 1 from sessions where state = 'pending' and facility_id = '%s'".formatted(facility)))
                .hasSize(1);
        assertThat(row("select attempt, version from authorizations where facility_id = '%s'".formatted(facility)))
                .containsEntry("attempt", 8).containsEntry("version", 8L);
    }

    private WebTestClient.BodyContentSpec refused(String token, UUID facility, String provider, int status,
            String code) {
        return refused(postStart(token, facility, provider, null), status, code);
    }

    private static WebTestClient.BodyContentSpec refused(WebTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus().isEqualTo(status)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader().doesNotExist(HttpHeaders.SET_COOKIE)
                .expectBody()
                .jsonPath("$.code").isEqualTo(code)
                .jsonPath("$.action").isNotEmpty();
    }
}
