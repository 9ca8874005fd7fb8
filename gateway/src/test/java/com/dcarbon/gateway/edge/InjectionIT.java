// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.dcarbon.testing.TestIdentityProvider;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/** What a client that writes HTTP by itself could try; over a socket, since no library would write it. */
class InjectionIT extends GatewayTestBase {
    private static final int PATIENCE_MILLIS = 30_000;

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("two lengths", "POST /facilities", "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"),
                Arguments.of("a length that is none", "POST /facilities", "Content-Length: +4\r\n\r\nabcd"),
                Arguments.of("a NUL in a header", "GET /facilities", "X-A: a\0b\r\n\r\n"),
                Arguments.of("a bare carriage return in a header", "GET /facilities", "X-A: a\rSet-Cookie: b\r\n\r\n"),
                Arguments.of("a header's name with a space", "GET /facilities", "X-A : a\r\n\r\n"),
                Arguments.of("a path that means another", "GET /facilities/..%2f..%2finternal/x", "\r\n"),
                Arguments.of("a line end in the path", "GET /facilities/%0d%0aSet-Cookie:%20a=b", "\r\n"));
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("malformed")
    void refusesWhatHasMoreThanOneMeaning(String what, String line, String rest) throws IOException {
        String answer = send(line, rest);

        assertThat(answer).matches("(?s)HTTP/1\\.1 400 .*|");
        assertThat(head(answer)).doesNotContainIgnoringCase("set-cookie");
        Backends.of(Service.FACILITY).verify(0, anyRequestedFor(anyUrl()));
    }

    /** Who frames by the length and who frames by the chunks would disagree on where the next request begins. */
    @Test
    void smugglesNoSecondRequestBehindTheFirst() throws IOException {
        send("POST /facilities", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /internal/secrets HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(Backends.of(Service.FACILITY).findAll(anyRequestedFor(anyUrl()))).extracting(LoggedRequest::getUrl)
                .doesNotContain("/internal/secrets");
    }

    /** As utilities may write a code; the service would get another one. */
    @Test
    void passesAnEqualsSignInAQueryOnAsItIs() throws IOException {
        send("GET /facilities?q=a%2Fb==&c=1", "\r\n");

        assertThat(Backends.of(Service.FACILITY).findAll(anyRequestedFor(anyUrl())).getFirst().getUrl())
                .isEqualTo("/facilities?q=a%2Fb==&c=1");
    }

    @Test
    void passesALineEndInAQueryOnAsWhatItIs() throws IOException {
        String answer = send("GET /facilities?q=%0d%0aSet-Cookie:%20a=b", "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(head(answer)).doesNotContainIgnoringCase("set-cookie");
        assertThat(Backends.of(Service.FACILITY).findAll(anyRequestedFor(anyUrl())).getFirst().getUrl())
                .isEqualTo("/facilities?q=%0d%0aSet-Cookie:%20a=b");
    }

    private static String head(String answer) {
        return answer.split("\r\n\r\n", 2)[0];
    }

    private String send(String line, String rest) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                    + TestIdentityProvider.shared().user("owner", "commercial").bearer() + "\r\n" + rest;
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
