// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.HeaderAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.testing.TestToken;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import tools.jackson.databind.JsonNode;

/** What tests have in common that tell a utility how to answer, and ask for access tokens. */
abstract class OddUtilityIT extends AuthorizationServiceIT {
    /** How a process that died leaves the refresh that it had begun. */
    static final String CRASHED = "lease_id = '%s', refreshing_since = now() - interval '1 minute', "
            + "leased_until = now() - interval '1 second'";
    static final String DATA = Surroundings.STUBS.baseUrl() + "/odd/espi/1_1/resource";

    static final String ENTRY = """
            <entry xmlns="http://www.w3.org/2005/Atom"><content><espi:Authorization xmlns:espi="http://naesb.org/espi">
            <espi:status>%s</espi:status></espi:Authorization></content></entry>""";

    /** Makes everything of one test its own. */
    String code = "code-" + UUID.randomUUID();

    TestToken service() {
        return identity.service("ingestion-service", "dcarbon.internal");
    }

    JsonNode access(UUID authorization, @Nullable String refused) {
        var request = internal.post().uri("/internal/authorizations/%s/access-token".formatted(authorization))
                .headers(headers -> headers.setBearerAuth(service().value()));
        return json(refused == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).bodyValue("{\"refused\":\"" + refused + "\"}")
                        .exchange());
    }

    HeaderAssertions refused(UUID authorization, int status, String problem) {
        WebTestClient.ResponseSpec response = asking(internal,
                "/internal/authorizations/%s/access-token".formatted(authorization), service());
        response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(problem);
        return response.expectHeader();
    }

    static WebTestClient.ResponseSpec asking(WebTestClient client, String uri, TestToken token) {
        return client.post().uri(uri).headers(headers -> headers.setBearerAuth(token.value())).exchange();
    }

    UUID authorizedAtOdd() {
        return authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR));
    }

    UUID authorizedAtOdd(UUID facility) {
        return authorizedAtOdd(facility, tokens(""));
    }

    UUID authorizedAtOdd(UUID facility, String answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(okJson(answer)));
        Started started = start("owner", facility, "odd");
        assertThat(comeBack("odd", "code=" + code + "&state=" + started.state(), started).status())
                .isEqualTo("authorized");
        return authorizationOf(facility);
    }

    static void refreshed(String refreshToken, ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                .withFormParam("refresh_token", equalTo(refreshToken)).willReturn(answer));
    }

    static void verifyRefreshes(String refreshToken, int times) {
        Surroundings.STUBS.verify(times, postRequestedFor(urlEqualTo("/odd/oauth/token"))
                .withFormParam("refresh_token", equalTo(refreshToken)));
    }

    String tokens(String number) {
        return """
                {"access_token":"at%1$s-%2$s","token_type":"Bearer","expires_in":3600,"refresh_token":"rt%1$s-%2$s",
                 "scope":"FB=4_5_15","resourceURI":"%3$s/Batch/Subscription/5"}""".formatted(number, code, DATA);
    }

    /** The same with an Authorization resource to read back, named after the test's code. */
    String tokensWithRecord() {
        return tokens("").replace("\"resourceURI\"",
                "\"authorizationURI\":\"%s/Authorization/%s\",\"resourceURI\"".formatted(DATA, code));
    }

    /** What the utility answers for the Authorization resource, to whoever has its client token. */
    void record(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(okJson("{\"client_access_token\":\"ct\",\"token_type\":\"Bearer\"}")));
        Surroundings.STUBS.stubFor(get(urlEqualTo("/odd/espi/1_1/resource/Authorization/" + code))
                .withHeader(HttpHeaders.AUTHORIZATION, equalTo("Bearer ct")).willReturn(answer));
    }

    /** Which of the utility's records belongs to the test's authorization. */
    String recordPath() {
        return "/odd/espi/1_1/resource/Authorization/" + code;
    }

    /** What the utility answers when its record is to be deleted. */
    void deletion(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(okJson("{\"client_access_token\":\"ct\",\"token_type\":\"Bearer\"}")));
        Surroundings.STUBS.stubFor(delete(urlEqualTo(recordPath())).willReturn(answer));
    }

    WebTestClient.ResponseSpec revoke(UUID authorization, String token) {
        return revoke(authorization, token, "{\"confirm\":true}");
    }

    WebTestClient.ResponseSpec revoke(UUID authorization, String token, String body) {
        return http.post().uri("/authorizations/" + authorization + "/revoke")
                .headers(headers -> headers.setBearerAuth(token)).contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body).exchange();
    }

    /** What came of the wish to end it at the utility, once something did. */
    String awaitOutcome(UUID revocation) {
        String ended = "select outcome from revocations where access_token is null and outcome is not null and id = '%s'"
                .formatted(revocation);
        await().atMost(PATIENCE).until(() -> !rows(ended).isEmpty());
        return String.valueOf(row(ended).get("outcome"));
    }

    /** Waits for at least that many attempts without an outcome; a short pause can bring one more at any time. */
    void awaitAttempts(UUID revocation, int attempts) {
        await().atMost(PATIENCE)
                .until(() -> !rows(("select 1 from revocations where attempts >= %d and lease_id is null "
                        + "and outcome is null and id = '%s'").formatted(attempts, revocation))
                        .isEmpty());
    }

    void makeDue(UUID revocation) {
        assertThat(execute("update revocations set next_attempt = now() where id = '%s'".formatted(revocation)))
                .isOne();
    }

    List<String> steps(UUID authorization) {
        return rows(
                "select step || coalesce(' ' || code, '') as step from authorization_steps where authorization_id = "
                        + "'%s' order by occurred_at, id".formatted(authorization))
                .stream()
                .map(row -> String.valueOf(row.get("step"))).toList();
    }

    /** All hints about a facility, once there are so many. */
    List<ProviderNotified> hints(UUID facility, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                "select 1 from outbox where published_at is null")).isEmpty());
        List<ProviderNotified> hints = kafka
                .events(Topic.PROVIDER_HINTS, event -> event.subject().equals(facility.toString())).stream()
                .map(event -> (ProviderNotified) event.data()).toList();
        assertThat(hints).hasSize(count);
        return hints;
    }

    void age(UUID authorization) {
        execute("update authorization_tokens set issued_at = now() - interval '2 hours', "
                + "expires_at = now() - interval '1 hour' where authorization_id = '%s'".formatted(authorization));
    }

    void assertAuthorized(UUID authorization) {
        assertThat(statusOf(authorization)).isEqualTo("authorized");
    }

    String statusOf(UUID authorization) {
        return String.valueOf(
                row("select status from authorizations where id = '%s'".formatted(authorization)).get("status"));
    }

    String prometheus() {
        return String.valueOf(http.get().uri("/actuator/prometheus").exchange().expectStatus().isOk()
                .expectBody(String.class).returnResult().getResponseBody());
    }

    /** As if the pause that its refresh left open were over. */
    void repeatNow(UUID authorization) {
        change(authorization, "leased_until = now(), refresh_not_before = null");
    }

    void change(UUID authorization, String columns) {
        assertThat(execute("update authorization_tokens set %s where authorization_id = '%s'".formatted(columns,
                authorization))).isOne();
    }
}
