// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

class FacilityServiceTest {
    private static final UUID FACILITY = new UUID(0, 1);

    private final List<ClientRequest> asked = new ArrayList<>();
    private Duration limit = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"owner_role":"owner","permissions":["authorize","view_data"],"x":1} | AUTHORIZER
            {"owner_role":"owner","permissions":["change_provider","revoke"]}    | AUTHORIZER
            {"owner_role":"owner","permissions":["view_data"]}                   | WATCHER
            {"owner_role":"residential","permissions":["view_data"]}             | VIEWER
            {}                                                                   | VIEWER
            """)
    void believesWhatTheFacilitySays(String facility, Standing standing) {
        assertThat(standing(answering(200, facility))).isEqualTo(standing);
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.url()).hasToString("http://facilities.test/facilities/" + FACILITY);
            assertThat(request.headers().getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer the-callers");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void takesARefusalAsTheAnswerToAStranger(int status) {
        assertThat(standing(answering(status, "{}"))).isEqualTo(Standing.STRANGER);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void takesTroubleForNoAnswer(int status) {
        assertUnavailable(answering(status, "{}"));
    }

    @Test
    void doesNotGuessFromWhatItCannotRead() {
        assertUnavailable(answering(200, "{\"permissions\":{\"authorize\":true}}"));
    }

    @Test
    void doesNotWaitForever() {
        limit = Duration.ofMillis(50);
        assertUnavailable(request -> Mono.never());
    }

    @Test
    void knowsNobodyWithoutAToken() {
        assertThat(service(answering(200, "{}")).standingOfCaller(FACILITY).block()).isEqualTo(Standing.STRANGER);
        assertThat(asked).isEmpty();
    }

    private void assertUnavailable(ExchangeFunction answer) {
        assertThatThrownBy(() -> standing(answer)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.type()).isEqualTo(CommonProblem.UNAVAILABLE));
    }

    private ExchangeFunction answering(int status, String body) {
        return request -> {
            asked.add(request);
            return Mono.just(ClientResponse.create(HttpStatus.valueOf(status))
                    .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                    .body(body)
                    .build());
        };
    }

    private Standing standing(ExchangeFunction answer) {
        var token = Jwt.withTokenValue("the-callers").header("alg", "none").subject("owner").build();
        return Objects.requireNonNull(service(answer).standingOfCaller(FACILITY)
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(new JwtAuthenticationToken(token)))
                .block());
    }

    private FacilityService service(ExchangeFunction answer) {
        var settings = new FacilityServiceSettings(URI.create("http://facilities.test"), limit);
        return new FacilityService(WebClient.builder().exchangeFunction(answer), settings);
    }
}
