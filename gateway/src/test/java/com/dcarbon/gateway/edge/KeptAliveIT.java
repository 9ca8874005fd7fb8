// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

import org.junit.jupiter.api.Test;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.dcarbon.testing.TestIdentityProvider;

class KeptAliveIT extends GatewayTestBase {
    private static final int PATIENCE_MILLIS = 20_000;

    /** The second request waits in the connection's queue; some versions of the server then forgot to read the third. */
    @Test
    void answersOnAConnectionWhoseRequestsCameFasterThanTheAnswers() throws IOException {
        Backends.of(Service.FACILITY)
                .stubFor(get(urlPathEqualTo("/facilities"))
                        .willReturn(aResponse().withFixedDelay(300).withBody("slow")));
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            send(socket, "/facilities", "/facilities", "/facilities");
            assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 401 Unauthorized");
            for (int request = 0; request < 3; request++) {
                send(socket, "/openapi/payroll");
                assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 404 Not Found");
            }
        }
    }

    /** Only the first comes with a token: who has none is answered at once, within the call that read the request. */
    private static void send(Socket socket, String first, String... more) throws IOException {
        var requests = new StringBuilder(request(first,
                "Authorization: " + TestIdentityProvider.shared().user("owner", "commercial").bearer() + "\r\n"));
        for (String path : more) {
            requests.append(request(path, ""));
        }
        socket.getOutputStream().write(requests.toString().getBytes(US_ASCII));
    }

    private static String request(String path, String header) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
    }

    /** The next status line; bodies do not begin like one. */
    private static String nextStatus(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = answers.readLine();
        }
        return line == null ? "closed" : line.substring(line.indexOf("HTTP/1.1 "));
    }
}
