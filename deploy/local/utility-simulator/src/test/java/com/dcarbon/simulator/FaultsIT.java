// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.simulator.fault.FaultKind;
import com.dcarbon.simulator.traffic.RecordedRequest;

import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final String JULY_1 = "?published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";

    private final TravellingClock clock = new TravellingClock(Instant.parse("2026-07-15T20:00:00Z"));
    private UtilitySimulator simulator;
    private ThirdPartyClient pge;
    private ThirdPartyClient sce;

    @BeforeAll
    void start() {
        simulator = UtilitySimulator.start(SimulatorSettings.local().withPort(0).withClock(clock));
        pge = new ThirdPartyClient(simulator, "pge");
        sce = new ThirdPartyClient(simulator, "sce");
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @BeforeEach
    void behave() {
        simulator.faults("pge").switchAllOff();
        simulator.faults("sce").switchAllOff();
        simulator.forgetRequests();
    }

    enum Asked {
        USAGE,
        REFRESH,
        CODE,
        AUTHORIZE
    }

    static Stream<Arguments> whatIsAnsweredInTheUtilitysPlace() {
        return Stream.of(answer(Asked.USAGE, "\"unavailable\"", 503, header("Retry-After", "none")),
                answer(Asked.USAGE, "\"unavailable\",\"retry_after\":\"2m\"", 503, header("Retry-After", "120")),
                answer(Asked.REFRESH, "\"unavailable\"", 503, body("")),
                answer(Asked.AUTHORIZE, "\"unavailable\"", 503, body("")),
                answer(Asked.USAGE, "\"server_error\"", 500, body("")),
                answer(Asked.USAGE, "\"server_error\",\"status\":502", 502, body("")),
                answer(Asked.USAGE, "\"rate_limited\"", 429, header("Retry-After", "none")),
                answer(Asked.USAGE, "\"rate_limited\",\"retry_after\":7", 429, header("Retry-After", "7")),
                answer(Asked.REFRESH, "\"rate_limited\",\"retry_after\":\"30s\",\"retry_after_as\":\"date\"", 429,
                        header("Retry-After", "Wed, 15 Jul 2026 20:00:30 GMT")),
                answer(Asked.USAGE, "\"payment_required\"", 402, body("")),
                answer(Asked.USAGE, "\"unauthorized\"", 401, body("")),
                answer(Asked.USAGE, "\"forbidden\"", 403, body("")),
                answer(Asked.USAGE, "\"not_found\"", 404, body("")), answer(Asked.USAGE, "\"gone\"", 410, body("")),
                answer(Asked.USAGE, "\"no_content\"", 204, body("")),
                answer(Asked.USAGE, "\"html_page\"", 200, header("Content-Type", "text/html;charset=UTF-8")),
                answer(Asked.REFRESH, "\"html_page\"", 200, contains("<h1>We will be back soon</h1>")),
                answer(Asked.USAGE, "\"redirect\"", 302, header("Location", "http://elsewhere.invalid")),
                answer(Asked.CODE, "\"oauth_error\"", 400, contains("\"error\":\"invalid_grant\"")),
                answer(Asked.CODE, "\"oauth_error\",\"error\":\"invalid_client\"", 401, contains("invalid_client")),
                answer(Asked.REFRESH, "\"oauth_error\",\"error\":\"server_error\"", 500, contains("server_error")),
                answer(Asked.REFRESH, "\"oauth_error\",\"error\":\"temporarily_unavailable\"", 503, contains("error")),
                answer(Asked.REFRESH, "\"oauth_error\",\"error\":\"invalid_scope\",\"status\":422", 422, contains("e")),
                answer(Asked.AUTHORIZE, "\"oauth_error\",\"error\":\"access_denied\"", 302,
                        header("Location",
                                "http://localhost:8080/green-button/callback/pge?error=access_denied&state=s+t%261")),
                answer(Asked.CODE, "\"token_invalid_json\"", 200, body("{\"access_token\":\"half-of-a-")),
                answer(Asked.CODE, "\"token_empty\"", 200, body("")),
                answer(Asked.CODE, "\"token_without_access_token\"", 200, lacks("access_token")),
                answer(Asked.CODE, "\"token_error_with_200\"", 200, contains("\"error\":\"server_error\"")),
                answer(Asked.CODE, "\"token_odd_types\"", 200, contains("\"expires_in\":\"soon\"")),
                answer(Asked.CODE, "\"expired_code\"", 400, contains("invalid_grant", "has expired")),
                answer(Asked.CODE, "\"used_code\"", 400, contains("invalid_grant", "used before")),
                answer(Asked.USAGE, "\"expired_token\"", 401, body("")),
                answer(Asked.USAGE, "\"revoked\"", 403, body("")),
                answer(Asked.USAGE, "\"revoked\",\"status\":401", 401, body("")),
                answer(Asked.REFRESH, "\"revoked\"", 400, contains("invalid_grant")),
                answer(Asked.USAGE, "\"accepted_for_ever\",\"retry_after\":9", 202, header("Retry-After", "9")),
                answer(Asked.USAGE, "\"accepted\",\"notify\":false,\"ready_after\":\"10m\"", 202, body("")),
                answer(Asked.USAGE, "\"malformed_xml\"", 200, contains("</oops><entry broken=>", "</feed>")),
                answer(Asked.USAGE, "\"truncated_xml\"", 200, lacks("</feed>")),
                answer(Asked.USAGE, "\"entity_expansion\"", 200,
                        contains("?>\n<!DOCTYPE feed [<!ENTITY a \"lol\">", "<title>&lol;Green Button")),
                answer(Asked.USAGE, "\"external_entity\"", 200,
                        contains("<!ENTITY lol SYSTEM \"file:///etc/hostname\">", "&lol;")),
                answer(Asked.USAGE, "\"other_host\"", 200,
                        contains("<link rel=\"next\" href=\"http://elsewhere.invalid/next\"/>",
                                "href=\"http://elsewhere.invalid/pge/espi/").andThen(lacks("localhost"))),
                answer(Asked.REFRESH, "\"other_host\",\"location\":\"http://127.0.0.1:1/\"", 200,
                        contains("\"resourceURI\":\"http://127.0.0.1:1/pge/espi/1_1/resource/Subscription/")));
    }

    @ParameterizedTest
    @MethodSource("whatIsAnsweredInTheUtilitysPlace")
    void answersAsTheFaultSays(Asked asked, String fault, int status, Consumer<HttpResponse<String>> expectation) {
        JsonNode granted = pge.authorized("owner");
        String code = pge.code("owner");
        pge.switchOn("{\"times\":1,\"fault\":" + fault + "}");
        simulator.forgetRequests();

        HttpResponse<String> response = ask(asked, granted, code);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        expectation.accept(response);
        RecordedRequest recorded = simulator.requests("pge").getLast();
        assertThat(recorded.status()).isEqualTo(status);
        assertThat(recorded.fault()).isEqualTo(fault.split("\"")[1]);
        assertThat(simulator.faults("pge").on()).isEmpty();
    }

    @Test
    void showsEveryFault() {
        Set<String> shown = whatIsAnsweredInTheUtilitysPlace().map(each -> ((String) each.get()[1]).split("\"")[1])
                .collect(Collectors.toSet());
        // These have a test of their own.
        shown.addAll(Set.of("slow", "cut_before_headers", "cut_in_body", "lost_answer", "refresh_rotates"));

        assertThat(shown).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(FaultKind.values()).map(FaultKind::wire).toList());
    }

    @Test
    void answersLate() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"slow\",\"delay\":\"700ms\",\"calls\":\"usage\"}");
        long before = System.nanoTime();

        assertThat(ask(Asked.USAGE, granted, "").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(650));
    }

    @ParameterizedTest
    @CsvSource({"cut_before_headers, USAGE", "cut_before_headers, CODE", "cut_in_body, USAGE", "cut_in_body, CODE",
            "lost_answer, USAGE", "lost_answer, CODE"})
    void endsTheConnection(String fault, Asked asked) {
        JsonNode granted = pge.authorized("owner");
        String code = pge.code("owner");
        // Not only once: the client repeats a GET by itself when a connection that it used before ends.
        pge.switchOn("{\"fault\":\"" + fault + "\"}");

        assertThatThrownBy(() -> ask(asked, granted, code)).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.requests("pge").getLast().fault()).isEqualTo(fault);
    }

    @Test
    void sendsHalfOfTheBodyAndEndsTheConnection() throws IOException {
        String token = pge.authorized("owner").path("access_token").asString();
        pge.switchOn("{\"fault\":\"cut_in_body\"}");
        String answer = raw("GET /pge/espi/1_1/resource/ReadingType HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n");

        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        int length = Integer.parseInt(answer.replaceFirst("(?is).*content-length: (\\d+).*", "$1"));
        assertThat(answer).startsWith("HTTP/1.1 200 OK");
        assertThat(body.length()).isEqualTo(length / 2);
        assertThat(body).startsWith("<?xml").doesNotContain("</feed>");
        assertThat(simulator.requests("pge").getLast().status()).isEqualTo(200);
    }

    @Test
    void cutsBeforeAnythingIsDone() {
        String code = pge.code("owner");
        pge.switchOn("{\"times\":1,\"fault\":\"cut_before_headers\"}");
        assertThatThrownBy(() -> pge.exchange(code)).isInstanceOf(UncheckedIOException.class);

        assertThat(simulator.requests("pge").getLast().status()).isZero();
        assertThat(pge.exchange(code).statusCode()).isEqualTo(200);
    }

    @Test
    void losesTheAnswerToACodeThatIsUsedUp() {
        String code = pge.code("owner");
        pge.switchOn("{\"times\":1,\"fault\":\"lost_answer\"}");
        assertThatThrownBy(() -> pge.exchange(code)).isInstanceOf(UncheckedIOException.class);

        assertThat(simulator.requests("pge").getLast().status()).isZero();
        assertThat(pge.exchange(code).body()).contains("invalid_grant");
    }

    @Test
    void losesTheAnswerToACodeAndTakesItAgainIfToldTo() {
        String code = pge.code("owner");
        pge.switchOn("{\"times\":1,\"fault\":\"lost_answer\",\"accept_again\":true}");
        assertThatThrownBy(() -> pge.exchange(code)).isInstanceOf(UncheckedIOException.class);

        assertThat(pge.exchange(code).statusCode()).isEqualTo(200);
        assertThat(pge.exchange(code).body()).contains("invalid_grant");
    }

    @Test
    void takesARefreshTokenOnceMoreWhenTheAnswerWasLost() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"times\":1,\"fault\":\"lost_answer\",\"calls\":\"token_refresh\"}");
        assertThatThrownBy(() -> pge.refresh(granted)).isInstanceOf(UncheckedIOException.class);

        assertThat(pge.refresh(granted).statusCode()).isEqualTo(200);
        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
    }

    @Test
    void takesNoRefreshTokenAgainIfToldSo() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"times\":1,\"fault\":\"lost_answer\",\"accept_again\":false}");
        assertThatThrownBy(() -> pge.refresh(granted)).isInstanceOf(UncheckedIOException.class);

        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
    }

    @Test
    void rotatesRefreshTokensWhereTheyUsuallyStay() {
        JsonNode granted = sce.authorized("owner");
        sce.switchOn("{\"fault\":\"refresh_rotates\"}");
        JsonNode refreshed = ThirdPartyClient.json(sce.refresh(granted));

        assertThat(refreshed.has("refresh_token")).isTrue();
        assertThat(sce.refresh(granted).body()).contains("invalid_grant");
        assertThat(sce.refresh(refreshed).statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheAuthorizationWhenAnOldRefreshTokenComesAgain() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"refresh_rotates\",\"reuse_revokes\":true}");
        JsonNode refreshed = ThirdPartyClient.json(pge.refresh(granted));

        assertThat(ask(Asked.USAGE, refreshed, "").statusCode()).isEqualTo(200);
        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
        assertThat(ask(Asked.USAGE, refreshed, "").statusCode()).isEqualTo(403);
        assertThat(pge.refresh(refreshed).body()).contains("invalid_grant");
    }

    @Test
    void endsAnAccessTokenUntilItIsRefreshed() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"expired_token\",\"times\":1}");

        assertThat(ask(Asked.USAGE, granted, "").statusCode()).isEqualTo(401);
        assertThat(ask(Asked.USAGE, granted, "").statusCode()).isEqualTo(401);
        assertThat(ask(Asked.USAGE, ThirdPartyClient.json(pge.refresh(granted)), "").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheAuthorizationWithAllThatHangsOnIt() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"revoked\",\"times\":1,\"customer\":\"owner\"}");

        assertThat(ask(Asked.USAGE, granted, "").statusCode()).isEqualTo(403);
        assertThat(ask(Asked.USAGE, granted, "").statusCode()).isEqualTo(403);
        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
        assertThat(pge.get(granted.path("authorizationURI").asString(), pge.clientToken()).body())
                .contains("<status>0</status>");
    }

    @Test
    void befallsOneCustomerOfOneUtility() {
        JsonNode owner = pge.authorized("owner");
        JsonNode home = pge.authorized("home");
        pge.switchOn("{\"fault\":\"gone\",\"calls\":\"usage\",\"customer\":\"home\"}");

        assertThat(ask(Asked.USAGE, owner, "").statusCode()).isEqualTo(200);
        assertThat(ask(Asked.USAGE, home, "").statusCode()).isEqualTo(410);
        assertThat(pge.refresh(home).statusCode()).isEqualTo(200);
        assertThat(sce.authorized("home").has("access_token")).isTrue();
    }

    @Test
    void befallsTheRequestsAfterThoseItSpares() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"unavailable\",\"calls\":\"usage\",\"after\":1,\"times\":2}");

        assertThat(Stream.generate(() -> ask(Asked.USAGE, granted, "").statusCode()).limit(5))
                .containsExactly(200, 503, 503, 200, 200);
    }

    private HttpResponse<String> ask(Asked asked, JsonNode granted, String code) {
        return switch (asked) {
            case USAGE -> pge.get(granted.path("resourceURI").asString() + JULY_1,
                    granted.path("access_token").asString());
            case REFRESH -> pge.refresh(granted);
            case CODE -> pge.exchange(code);
            case AUTHORIZE -> pge.get(pge.authorizationUrl());
        };
    }

    /** All bytes that come until the utility ends the connection. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", simulator.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Arguments answer(Asked asked, String fault, int status,
            Consumer<HttpResponse<String>> expectation) {
        return Arguments.of(asked, fault, status, expectation);
    }

    private static Consumer<HttpResponse<String>> header(String name, String value) {
        return response -> assertThat(response.headers().firstValue(name).orElse("none")).isEqualTo(value);
    }

    private static Consumer<HttpResponse<String>> body(String text) {
        return response -> assertThat(response.body()).isEqualTo(text);
    }

    private static Consumer<HttpResponse<String>> contains(String... texts) {
        return response -> assertThat(response.body()).contains(texts);
    }

    private static Consumer<HttpResponse<String>> lacks(String text) {
        return response -> assertThat(response.body()).isNotEmpty().doesNotContain(text);
    }
}
