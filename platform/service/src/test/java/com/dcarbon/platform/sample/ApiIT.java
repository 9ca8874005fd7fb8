// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Topic;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@ServiceIT
class ApiIT {
    private static final int METRICS_SIZE = 4_000_000;

    private final TestIdentityProvider identity = TestIdentityProvider.shared();
    private WebTestClient client = WebTestClient.bindToServer().build();

    @BeforeEach
    void connect(@LocalServerPort int port) {
        client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(METRICS_SIZE)).build();
    }

    @Test
    void isClosedWithoutToken() {
        client.get().uri("/sample/me").exchange().expectStatus().isUnauthorized()
                .expectHeader().valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.code").isEqualTo("unauthenticated")
                .jsonPath("$.trace_id").isNotEmpty().jsonPath("$.action").isNotEmpty();
    }

    @Test
    void refusesTokensThatAreExpiredOrMeantForOthers() {
        refused(identity.user("owner", "commercial").expired().value());
        refused(identity.user("owner", "commercial").audience("another").value());
        refused(identity.user("owner", "commercial").issuer("http://evil.example").value());
        refused("nonsense");
    }

    private void refused(String token) {
        client.get().uri("/sample/me").headers(h -> h.setBearerAuth(token)).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                .expectBody().jsonPath("$.status").isEqualTo(401);
    }

    @Test
    void knowsThePersonAndTheAddressTheGatewaySaw() {
        client.get().uri("/sample/me").headers(h -> h.setBearerAuth(owner()))
                .header("X-Forwarded-For", "203.0.113.9").exchange().expectStatus().isOk()
                .expectBody().jsonPath("$.user").isEqualTo("owner").jsonPath("$.admin").isEqualTo(false)
                .jsonPath("$.ip").isEqualTo("203.0.113.9");
    }

    @Test
    void letsServicesIntoInternalCallsOnly() {
        String service = identity.service("ingestion-service", "dcarbon.internal").value();
        client.get().uri("/internal/sample").headers(h -> h.setBearerAuth(service)).exchange().expectStatus().isOk();
        client.get().uri("/sample/me").headers(h -> h.setBearerAuth(service)).exchange().expectStatus().isForbidden();
        client.get().uri("/internal/sample").headers(h -> h.setBearerAuth(owner())).exchange()
                .expectStatus().isForbidden().expectBody().jsonPath("$.code").isEqualTo("forbidden");
        String unknown = identity.service("unknown-service", "dcarbon.internal").value();
        client.get().uri("/internal/sample").headers(h -> h.setBearerAuth(unknown)).exchange()
                .expectStatus().isForbidden();
    }

    @Test
    void answersBadInputWithTheFieldAndNoInnards() {
        post("{\"display_name\":\"\"}", null).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("display_name");
        post("{\"display_name\":\"a\",\"count\":\"many\"}", null).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("count");
        post("{\"display_name\":\"a\",\"colour\":1}", null).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("colour");
        post("{\"display_name\":", null).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.code").isEqualTo("invalid_request");
        get("/sample/number?value=x").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("value");
        get("/sample/number").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("value");
        get("/sample/nowhere").expectStatus().isNotFound().expectBody().jsonPath("$.code").isEqualTo("not_found");
        client.delete().uri("/sample/me").headers(h -> h.setBearerAuth(owner())).exchange()
                .expectStatus().isEqualTo(405).expectBody().jsonPath("$.code").isEqualTo("method_not_allowed");
    }

    @Test
    void hidesWhatWentWrongInside() {
        byte[] body = get("/sample/boom").expectStatus().is5xxServerError()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.code").isEqualTo("internal_error").returnResult().getResponseBody();
        assertThat(new String(java.util.Objects.requireNonNull(body))).doesNotContain("secret", "Exception");
    }

    @Test
    void repeatsTheAnswerForTheSameKey() {
        String key = "key-" + System.nanoTime();
        int before = SampleController.MADE.get();
        Flux.fromStream(IntStream.range(0, 8).boxed())
                .parallel(8).runOn(Schedulers.boundedElastic())
                .doOnNext(_ -> post("{\"display_name\":\"a\"}", key).expectStatus().isCreated()
                        .expectHeader().valueEquals("Location", "/sample/things/1")
                        .expectBody().jsonPath("$.number").isEqualTo(before + 1))
                .sequential().blockLast();
        assertThat(SampleController.MADE.get()).isEqualTo(before + 1);
        post("{\"display_name\":\"b\"}", key).expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.code").isEqualTo("idempotency_key_reused");
    }

    @Test
    void carriesTheTraceOfARequestToKafka() {
        UUID facility = UUID.randomUUID();
        String trace = facility.toString().replace("-", "");
        client.post().uri("/sample/events/" + facility).headers(h -> h.setBearerAuth(owner()))
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").exchange().expectStatus().isOk();

        var message = KafkaProbe.shared().awaitRecord(Topic.INTERVAL_DATA.topicName(),
                record -> facility.toString().equals(record.key()));
        assertThat(new String(message.headers().lastHeader("traceparent").value())).contains(trace);
    }

    @Test
    void describesItselfInSnakeCase() {
        client.get().uri("/v3/api-docs").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.components.schemas.Thing.properties.display_name").exists()
                .jsonPath("$.paths['/sample/me'].get.parameters").doesNotExist()
                .jsonPath("$.paths['/sample/me'].get.responses.default").exists();
    }

    @Test
    void tellsItsHealthAndMetrics() {
        client.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        client.get().uri("/actuator/prometheus").exchange().expectStatus().isOk()
                .expectBody(String.class).value(text -> assertThat(text).contains("dcarbon_outbox_pending",
                        "dcarbon_outbox_oldest_age_seconds", "dcarbon_outbox_published_total", "dcarbon_outbox_refused",
                        "dcarbon_inbox_events_total", "dcarbon_inbox_running", "dcarbon_dead_letters_total",
                        "dcarbon_dead_letters_waiting", "dcarbon_loop_failures_total", "dcarbon_loop_overdue_seconds"));
    }

    @Test
    void tellsHowFarEachSubscriptionIsBehind() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> client.get().uri("/actuator/prometheus").exchange()
                .expectBody(String.class).value(text -> assertThat(text).containsPattern(
                        "kafka_consumer_fetch_manager_records_lag_max\\{[^}]*client_id=\"sample-service.effects-0\"")));
    }

    private WebTestClient.ResponseSpec get(String uri) {
        return client.get().uri(uri).headers(h -> h.setBearerAuth(owner())).exchange();
    }

    private WebTestClient.ResponseSpec post(String body, @org.jspecify.annotations.Nullable String key) {
        return client.post().uri("/sample/things").headers(h -> {
            h.setBearerAuth(owner());
            if (key != null) {
                h.set("Idempotency-Key", key);
            }
        }).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private String owner() {
        return identity.user("owner", "commercial").value();
    }
}
