// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.notMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

import tools.jackson.databind.JsonNode;

/** Token endpoints that do not do what they should. */
@ExtendWith(OutputCaptureExtension.class)
class TokenEndpointTroubleIT extends AuthorizationServiceIT {
    private static final String DATA = Surroundings.STUBS.baseUrl() + "/odd/espi/1_1/resource";
    private static final String GOOD = """
            {"access_token":"at-%1$s","token_type":"bearer","expires_in":3600,"refresh_token":"rt-%1$s",
             "scope":"FB=4_5_15","resourceURI":"%2$s/Batch/Subscription/5","authorizationURI":"%2$s/Authorization/5"}""";

    private final String code = "code-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200|<html>Welcome</html>|protocol_error|true", "200||protocol_error|true",
            "200|{\"token_type\":\"Bearer\"}|protocol_error|true", "302|{}|protocol_error|true",
            "400|{\"error\":\"invalid_grant\"}|code_expired|true",
            "401|{\"error\":\"invalid_client\"}|config_error|false", "401||config_error|false",
            "400|{\"error\":\"invalid_scope\"}|scope_rejected|false", "500|oops|utility_error|true",
            "402|{\"error\":\"invalid_grant\"}|config_error|false", "404|gone|utility_error|true",
            "400|<html>Invalid Certificate</html>|config_error|false",
            "500|{\"error\":\"invalid_grant\"}|utility_error|true",
            "200|{\"error\":\"temporarily_unavailable\"}|utility_maintenance|true",
            "503|maintenance|utility_maintenance|true", "429||utility_error|true",
            "200|{\"access_token\":\"a\",\"resourceURI\":\"http://evil.example/1\"}|protocol_error|true",
            "200|{\"access_token\":\"a\",\"resourceURI\":\"DATA/5\",\"scope\":\"FB=51_53\"}|insufficient_scope|true"})
    void saysWhatWentWrongAndWhatToDo(int status, String body, String failure, boolean retryable) {
        stub(aResponse().withStatus(status).withBody(body == null ? "" : body.replace("DATA", DATA)));

        JsonNode told = told(failure);
        assertThat(told.path("retryable").asBoolean()).isEqualTo(retryable);
    }

    @Test
    void doesNotWaitForEver() {
        stub(aResponse().withStatus(200).withBody(good()).withFixedDelay(20_000));
        told("utility_error");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class)
    void copesWithAConnectionThatBreaks(Fault fault) {
        stub(aResponse().withFault(fault));
        // Depending on where it breaks there is no answer, or half of one.
        assertThat(returned().code()).isIn("utility_error", "protocol_error");
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo("/odd/oauth/token"))
                .withFormParam("code", equalTo(code)));
    }

    @Test
    void readsNoEndlessAnswer() {
        stub(aResponse().withStatus(200).withBody("{\"access_token\":\"" + "a".repeat(200_000) + "\"}"));
        told("protocol_error");
    }

    @Test
    void believesTheStatusHoweverLongTheRestIs() {
        stub(aResponse().withStatus(503).withBody("x".repeat(200_000)));
        told("utility_maintenance");
    }

    @Test
    void alertsOurOperatorsAndNotTheCustomerWhenOurClientIsRefused(CapturedOutput output) {
        stub(aResponse().withStatus(401).withBody("{\"error\":\"invalid_client\"}"));
        JsonNode told = told("config_error");

        assertThat(told.path("errorMessage").asString()).contains("our side");
        assertThat(output.getAll().lines()).anyMatch(line -> line.contains("ERROR") && line.contains("ALERT")
                && line.contains("token_exchange") && line.contains("misconfigured"));
        String metrics = String.valueOf(http.get().uri("/actuator/prometheus").exchange()
                .expectBody(String.class).returnResult().getResponseBody());
        assertThat(metrics).containsPattern("dcarbon_provider_calls_seconds_count\\{.*call=\"token_exchange\"."
                + "*outcome=\"misconfigured\".*provider=\"odd\"");
    }

    @Test
    void sendsCredentialsCodeAndRedirectUriAsBasicForm() {
        stub(aResponse().withStatus(200).withBody(good()));

        assertThat(returned().status()).isEqualTo("authorized");
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo("/odd/oauth/token"))
                .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials("dcarbon-odd",
                        "local-odd-secret"))
                .withFormParam("grant_type", equalTo("authorization_code"))
                .withFormParam("code", equalTo(code))
                .withFormParam("redirect_uri", equalTo("http://localhost:8080/green-button/callback/odd")));
    }

    @Test
    void sendsCredentialsAndVerifierInTheFormWhereTheProfileSaysSo() {
        String data = DATA.replace("/odd/", "/strict/");
        Surroundings.STUBS.stubFor(post(urlEqualTo("/strict/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(aResponse().withStatus(200).withBody(good().replace(DATA, data))));
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "strict");

        assertThat(comeBack("strict", "iss=https%3A%2F%2Fstrict.example&code=" + code + "&state=" + started.state(),
                started).status()).isEqualTo("authorized");
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo("/strict/oauth/token"))
                .withoutHeader("Authorization")
                .withFormParam("code", equalTo(code))
                .withFormParam("client_id", equalTo("dcarbon-strict"))
                .withFormParam("client_secret", equalTo("local-strict-secret"))
                .withFormParam("code_verifier", notMatching("")));
    }

    @Test
    void finishesAlthoughTheBrowserHasGone(@LocalServerPort int port) throws Exception {
        stub(aResponse().withStatus(200).withBody(good()).withFixedDelay(2_500));
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        try (HttpClient impatient = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                    + "/green-button/callback/odd?code=" + code + "&state=" + started.state()))
                    .header(HttpHeaders.COOKIE, started.cookieName() + "=" + started.cookieValue());
            var returning = impatient.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
            // Before the code is claimed the session would stay pending.
            await().atMost(PATIENCE).until(() -> !rows("select 1 from sessions where state = 'exchanging' and id = '%s'"
                    .formatted(started.sessionId())).isEmpty());
            assertThat(returning.cancel(true)).as("it was not answered yet").isTrue();
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                status("owner", started.sessionId()).path("status").asString()).isEqualTo("authorized"));
    }

    private void stub(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(answer));
    }

    private String good() {
        return GOOD.formatted(code, DATA);
    }

    private Returned returned() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        return comeBack("odd", "code=" + code + "&state=" + started.state(), started);
    }

    /** What the starter is told, after the browser was told the same. */
    private JsonNode told(String failure) {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "odd");
        assertThat(comeBack("odd", "code=" + code + "&state=" + started.state(), started))
                .isEqualTo(new Returned(started.sessionId().toString(), "failed", failure));
        JsonNode status = status("owner", started.sessionId());
        assertThat(status.path("code").asString()).isEqualTo(failure);
        assertThat(status.path("errorMessage").asString()).isNotBlank();
        assertThat(status.path("action").asString()).isNotBlank();
        assertThat(row("select status from authorizations where facility_id = '%s'".formatted(facility)).get("status"))
                .isEqualTo("failed");
        return status;
    }
}
