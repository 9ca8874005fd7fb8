// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.ProviderNotified;

/** UtilityAPI's webhooks: who may send them, what they lead to, and what they cannot do. */
class UtilityApiEventsIT extends UtilityApiIT {
    private final UUID facility = UUID.randomUUID();

    @BeforeEach
    void know() {
        publish(facility, 1, "owner", OWNER_OPERATOR, null, null, false);
    }

    @Test
    void tellsIngestionOfDataOnceHoweverOftenItIsDelivered() {
        UUID authorization = authorizedHere(facility);
        for (int delivery = 0; delivery < 3; delivery++) {
            deliver(event("1", "meter_intervals_added"), event("2", "ping")).expectStatus().isOk().expectBody()
                    .isEmpty();
        }
        deliver(event("3", "meter_historical_collection_finished_successful")).expectStatus().isOk();

        List<ProviderNotified> hints = hints(2);
        assertThat(hints).extracting(ProviderNotified::authorizationId).containsOnly(authorization);
        assertThat(hints).extracting(ProviderNotified::providerId).containsOnly("other");
        assertThat(hints).extracting(ProviderNotified::resources).containsOnly(
                List.of(URI.create(Surroundings.STUBS.baseUrl() + API + "/meters/m1")));
    }

    @Test
    void tellsNothingOfWhatIsNotHeldHere() {
        waiting(facility);
        deliver(event("1", "meter_intervals_added"), event("2", "authorization_revoked")).expectStatus().isOk();
        deliver(event("3", "meter_intervals_added").replace(uid, "somebody-elses")).expectStatus().isOk();
        assertThat(hints(0)).isEmpty();
    }

    @Test
    void hurriesTheAttemptThatItIsAbout() {
        Started started = waiting(facility);
        execute("update awaited_consents set next_attempt = now() + interval '1 hour' where session_id = '%s'"
                .formatted(started.sessionId()));
        referred(given());
        deliver(event("1", "authorization_update_finished_successful")).expectStatus().isOk();
        awaitStatus(started, "authorized");
    }

    @Test
    void finishesNoAttemptWhoseBrowserDidNotComeBack() {
        Started started = startForm(facility);
        referred(given());
        deliver(event("1", "authorization_created"), event("2", "authorization_update_finished_successful"))
                .expectStatus().isOk();
        assertThat(statusOf(started).path("status").asString()).isEqualTo("pending");
        assertThat(rows("select 1 from awaited_consents where session_id = '%s'".formatted(started.sessionId())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"is_revoked, authorization_revoked, revoked revoked_by_customer",
            "is_expired, authorization_expired, reauthorization_required expired"})
    void endsWhatUtilityApiSaysHasEndedAfterReadingItBack(String flag, String type, String step) {
        UUID authorization = authorizedHere(facility);
        stands(okJson(flagged(given(), flag)));
        deliver(event("1", type)).expectStatus().isOk();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps(authorization)).containsExactly("started", "authorized", step));
    }

    @Test
    void needsANewLoginWhenTheUtilityRefusesTheSavedOne() {
        UUID authorization = authorizedHere(facility);
        stands(okJson(authorization("errored", "access_invalid", METER)));
        deliver(event("1", "authorization_update_finished_errored")).expectStatus().isOk();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps(authorization))
                .containsExactly("started", "authorized", "reauthorization_required bad_credentials"));
    }

    @ParameterizedTest
    @CsvSource({"200", "401", "404"})
    void believesTheRecordAndNotTheEvent(int status) {
        UUID authorization = authorizedHere(facility);
        stands(aResponse().withStatus(status).withBody(given()));
        deliver(event("1", "authorization_revoked")).expectStatus().isOk();
        // An answer that tells nothing is asked for again.
        await().atMost(PATIENCE).untilAsserted(() -> Surroundings.STUBS.verify(moreThanOrExactly(1),
                getRequestedFor(urlEqualTo(API + "/authorizations/" + uid))));
        assertAuthorized(authorization);
        execute("delete from authorization_checks where authorization_id = '%s'".formatted(authorization));
    }

    @Test
    void takesNoForgedWebhook() {
        UUID authorization = authorizedHere(facility);
        String body = events(event("1", "meter_intervals_added"));
        String good = signature("salt", body);
        for (List<String> wrong : List.of(List.of("salt", "0".repeat(64)), List.of("another", good),
                List.of("salt", ""),
                List.of("salt", good.toUpperCase(java.util.Locale.ROOT)))) {
            deliver(body, wrong.getFirst(), wrong.getLast()).expectStatus().isUnauthorized();
        }
        deliver(body + " ", "salt", good).expectStatus().isUnauthorized();
        deliver(body, null, good).expectStatus().isUnauthorized();
        deliver(body, "salt", null).expectStatus().isUnauthorized();
        deliver("not json", "salt", good).expectStatus().isUnauthorized();

        assertThat(hints(0)).isEmpty();
        assertAuthorized(authorization);
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.type().equals("webhook_refused"))
                .data();
        assertThat(audited.ipAddress()).isEqualTo("203.0.113.9");
        assertThat(audited.details()).containsKey("reason");
        assertThat(prometheus()).containsPattern(
                "dcarbon_authorization_webhooks_refused_total\\{.*reason=\"wrong_signature\".*} [5-9]");
    }

    @Test
    void readsNoEndlessAndNoSenselessWebhook() {
        String endless = events(event("1", "ping") + ",\"" + "x".repeat(1024 * 1024) + "\"");
        deliver(endless, "salt", signature("salt", endless)).expectStatus().isEqualTo(413);
        deliver("not json", "salt", signature("salt", "not json")).expectStatus().isBadRequest();
        deliver("{\"events\":[]}", "salt", signature("salt", "{\"events\":[]}")).expectStatus().isOk();
    }

    private List<ProviderNotified> hints(int count) {
        return hints(facility, count);
    }
}
