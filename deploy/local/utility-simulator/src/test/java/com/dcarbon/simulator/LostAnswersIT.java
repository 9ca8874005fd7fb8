// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/** Faults that end the connection. */
class LostAnswersIT extends SimulatorTestBase {

    @ParameterizedTest
    @CsvSource({"cut_before_headers, USAGE", "cut_before_headers, CODE", "cut_in_body, USAGE", "cut_in_body, CODE",
            "lost_answer, USAGE", "lost_answer, CODE"})
    void endsTheConnection(String fault, Asked asked) {
        JsonNode granted = pge.authorized("owner");
        String code = pge.code("owner");
        // Not only once: the client repeats a GET by itself when a connection that it used before ends.
        pge.switchOn("{\"fault\":\"" + fault + "\"}");

        assertThatThrownBy(() -> asked.by(pge, granted, code)).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.requests("pge").getLast().fault()).isEqualTo(fault);
    }

    @Test
    void sendsHalfOfTheBodyAndEndsTheConnection() throws IOException {
        String token = pge.authorized("owner").path("access_token").asString();
        pge.switchOn("{\"fault\":\"cut_in_body\"}");
        String answer = raw("localhost", "GET /pge/espi/1_1/resource/ReadingType HTTP/1.1\r\nHost: localhost\r\n"
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
}
