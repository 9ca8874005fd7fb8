// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.FaultKind;
import com.dcarbon.simulator.traffic.RecordedRequest;

import tools.jackson.databind.JsonNode;

/** Faults that answer in the utility's place. */
class FaultAnswersIT extends SimulatorTestBase {

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
                answer(Asked.USAGE, "\"empty_feed\"", 200, contains("</feed>").andThen(lacks("<entry"))),
                answer(Asked.USAGE, "\"entries_twice\"", 200, contains("</entry><entry", "</feed>")),
                answer(Asked.USAGE, "\"entries_reversed\"", 200, contains("</entry><entry", "</feed>")),
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

        HttpResponse<String> response = asked.by(pge, granted, code);

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
                FaultKind.befalling(CallKind.GREEN_BUTTON).stream().map(FaultKind::wire).toList());
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
