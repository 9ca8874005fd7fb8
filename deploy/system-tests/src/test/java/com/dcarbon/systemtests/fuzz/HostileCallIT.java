// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;
import com.dcarbon.systemtests.fuzz.ApiDocument.Body;
import com.dcarbon.systemtests.fuzz.ApiDocument.Operation;
import com.dcarbon.systemtests.fuzz.RawRequest.Header;

/** What is sent on purpose to every call that reads JSON, through the gateway and past it. */
@Order(Order.DEFAULT + 2)
class HostileCallIT {
    private static final int MORE_THAN_ALLOWED = 1_100_000;

    @ParameterizedTest
    @MethodSource("doors")
    void refusesBodiesThatAreTooLargeOrTooDeep(URI door, String paths) {
        var http = new RawHttp(door);
        List<Operation> calls = calls(paths);
        assertThat(calls).isNotEmpty();
        for (Operation call : calls) {
            refuses(http.send(request(call, "{\"name\":\"" + "x".repeat(MORE_THAN_ALLOWED) + "\"}")), 413,
                    "payload_too_large", call);
            refuses(http.send(request(call, "[".repeat(10_000) + "]".repeat(10_000))), 400, "invalid_request", call);
            refuses(http.send(request(call, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))), 400,
                    "invalid_request", call);
            refuses(http.send(request(call, "{\"name\":")), 400, "invalid_request", call);
        }
    }

    static Stream<Arguments> doors() {
        return Stream.of(
                Arguments.of(Platform.gateway(), ""),
                Arguments.of(Platform.stack().url(Port.FACILITY), "/invitations"),
                Arguments.of(Platform.stack().url(Port.AUTHORIZATION), "/authorizations"),
                Arguments.of(Platform.stack().url(Port.NOTIFICATION), "/notification"),
                Arguments.of(Platform.stack().url(Port.INGESTION), "/meters"));
    }

    /** What would become a header, a redirect or a second answer if somebody put it there unread. */
    @ParameterizedTest
    @ValueSource(strings = {
            "/green-button/callback/pge?state=x%0d%0aSet-Cookie:%20a=b&code=%0d%0aX-Fuzzed:%20yes",
            "/green-button/callback/pge?error=%0d%0aX-Fuzzed:%20yes&error_description=%0aX-Fuzzed:%20yes&state=a",
            "/green-button/callback/%0d%0aX-Fuzzed:%20yes", "/utility-api/callback?state=%0d%0aX-Fuzzed:%20yes",
            "/green-button/portal?scope=%0d%0aX-Fuzzed:%20yes&ThirdPartyID=x",
            "/downloads/intervals?key=%0d%0aX-Fuzzed:%20yes", "/%0d%0aX-Fuzzed:%20yes",
            "//evil.example/%2e%2e",
            "/green-button/callback/pge?return_to=https://evil.example/&redirect_uri=//evil.example"})
    void writesNothingOfTheCallersIntoHeaders(String target) {
        RawAnswer answer = new RawHttp(Platform.gateway()).send(new RawRequest("GET", target, List.of(), new byte[0]));

        assertThat(answer.headers()).doesNotContainKey("x-fuzzed");
        assertThat(answer.status()).isBetween(300, 499);
        assertThat(answer.headers().getOrDefault("set-cookie", List.of())).noneMatch(cookie -> cookie.startsWith("a="));
        assertThat(answer.header("Location")).doesNotContain("evil").doesNotContain("uzzed");
        assertThat(answer.header("Content-Disposition")).isEmpty();
    }

    /** What ends before any call is known: no document, but no word too many either. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /facilities HTTP/9.9\r\n\r\n", "GET\r\n\r\n", "\r\n\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /a b HTTP/1.1\r\n\r\n", "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
            "POST /facilities HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST /facilities HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "POST /facilities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /facilities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"})
    void survivesWhatIsNoHttp(String bytes) {
        RawAnswer answer = new RawHttp(Platform.gateway()).send(bytes.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.text()).satisfiesAnyOf(
                status -> assertThat(status).isZero(), status -> assertThat(status).isBetween(400, 499));
        assertThat(answer.text()).doesNotContain("Exception", "netty", "spring");
    }

    private static List<Operation> calls(String prefix) {
        try (Api nobody = Platform.with(null)) {
            var document = new ApiDocument(Platform.await().until(() -> nobody.get("/openapi").expect(200).json(),
                    whole -> !whole.has("x-unavailable-services")));
            return document.operations().stream().filter(call -> call.path().startsWith(prefix))
                    .filter(HostileCallIT::readsJson)
                    .toList();
        }
    }

    private static boolean readsJson(Operation call) {
        Body body = call.body();
        return body != null && body.mediaType().endsWith("json") && !call.open();
    }

    private static RawRequest request(Operation call, String body) {
        return new RawRequest(call.method(),
                call.path().replaceAll("\\{[^}]+}", "01930000-0000-7000-8000-000000000001"),
                List.of(new Header("Authorization", "Bearer " + Platform.tokenOf("admin")),
                        new Header("If-Match", "\"1\""), new Header("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void refuses(RawAnswer answer, int status, String code, Operation call) {
        assertThat(answer.status() + " " + answer.json().path("code").asString(""))
                .as(call.name() + ": " + answer.text())
                .isEqualTo(status + " " + code);
        assertThat(Verdict.on(answer)).as(call.name()).isEmpty();
    }
}
