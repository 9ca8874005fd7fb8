// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.ProviderNotified;

/** Notifications of utilities: who may send them, what they lead to, and what they cannot do. */
class NotificationIT extends OddUtilityIT {
    private final UUID facility = UUID.randomUUID();
    /** The subscription's id of this test, with a character that is escaped in addresses. */
    private final String subscription = "s=" + code;
    private final String data = DATA + "/Batch/Subscription/" + subscription.replace("=", "%3D");

    @BeforeEach
    void know() {
        publish(facility, 1, "owner", OWNER_OPERATOR, null, null, false);
    }

    @Test
    void tellsIngestionWhichDataAreThere() {
        UUID authorization = authorizedHere();
        String first = data + "?published-min=2026-07-01T07:00:00Z&correlationID=1";
        String second = DATA + "/Subscription/s=" + code + "/UsagePoint/5";

        notify(first, second, DATA + "/RetailCustomer/c-" + code).expectStatus().isOk().expectBody().isEmpty();

        ProviderNotified hint = hints(1).getFirst();
        assertThat(hint.authorizationId()).isEqualTo(authorization);
        assertThat(hint.providerId()).isEqualTo("odd");
        assertThat(hint.resources()).containsExactlyInAnyOrder(URI.create(first), URI.create(second),
                URI.create(DATA + "/RetailCustomer/c-" + code));
    }

    @Test
    void tellsARepeatedDeliveryOnce() {
        authorizedHere();
        for (int delivery = 0; delivery < 3; delivery++) {
            notify(data + "?correlationID=1").expectStatus().isOk();
        }
        notify(data + "?correlationID=2", data + "?correlationID=2").expectStatus().isOk();

        assertThat(hints(2)).extracting(ProviderNotified::resources).containsExactly(
                List.of(URI.create(data + "?correlationID=1")), List.of(URI.create(data + "?correlationID=2")));
    }

    @Test
    void passesOverWhatIsNotOurs() {
        authorizedHere();
        notify("https://evil.example/espi/1_1/resource/Batch/Subscription/" + subscription,
                data.replace("http://", "http://x@"), "not an address", "/Batch/Subscription/" + subscription,
                DATA + "/Batch/Subscription/another", DATA + "/Subscription/another/UsagePoint/" + subscription,
                DATA + "/Batch/Bulk/" + subscription, DATA + "/ApplicationInformation/1",
                DATA + "/Authorization/" + subscription).expectStatus().isOk();
        notify(data).expectStatus().isOk();

        assertThat(hints(1).getFirst().resources()).containsExactly(URI.create(data));
        assertThat(prometheus())
                .containsPattern("dcarbon_authorization_notified_total\\{.*resource=\"foreign\".*} [1-9]")
                .containsPattern("dcarbon_authorization_notified_total\\{.*resource=\"unknown\".*} [1-9]");
    }

    @Test
    void belongsToTheUtilityThatSentIt() {
        authorizedHere();
        notifying("pge", secretOf("pge"), list(data)).expectStatus().isOk();
        notify(data).expectStatus().isOk();
        assertThat(hints(1)).hasSize(1);
    }

    @Test
    void readsBackAnAuthorizationThatChangedAndRevokesItHereToo() {
        UUID authorization = authorizedHere();
        record(aResponse().withStatus(200).withBody(ENTRY.formatted("0")));
        notify(DATA + "/Authorization/" + code).expectStatus().isOk();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusOf(authorization)).isEqualTo("revoked"));
        var told = (AuthorizationRevoked) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString()) && event.type().equals("authorization_revoked"))
                .data();
        assertThat(told.code()).isEqualTo("revoked_by_customer");
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
        awaitNoChecks(authorization);
        assertThat(authorized("owner", facility, "pge")).as("a start after it makes a new record")
                .isNotEqualTo(authorization);
    }

    @Test
    void believesTheUtilitysRecordAndNotTheNotification() {
        UUID authorization = authorizedHere();
        record(aResponse().withStatus(200).withBody(ENTRY.formatted("1")));
        notify(DATA + "/Authorization/" + code).expectStatus().isOk();

        awaitNoChecks(authorization);
        assertAuthorized(authorization);
        Surroundings.STUBS.verify(1, getRequestedFor(urlEqualTo("/odd/espi/1_1/resource/Authorization/" + code)));
    }

    @Test
    void readsBackAgainUntilTheUtilityAnswers() {
        UUID authorization = authorizedHere();
        record(aResponse().withStatus(503));
        notify(DATA + "/Authorization/" + code).expectStatus().isOk();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                "select 1 from authorization_checks where attempts > 0 and lease_id is null and authorization_id = '%s'"
                        .formatted(authorization)))
                .hasSize(1));
        assertAuthorized(authorization);

        record(aResponse().withStatus(410));
        readBackUntilRevoked(authorization);
    }

    @Test
    void noticesARevocationThatIsReadWhileTheTokensAreRotated() {
        UUID authorization = authorizedHere();
        record(aResponse().withStatus(200).withBody(ENTRY.formatted("0")).withFixedDelay(2_500));
        notify(DATA + "/Authorization/" + code).expectStatus().isOk();
        await().atMost(PATIENCE).untilAsserted(() -> Surroundings.STUBS.verify(1, getRequestedFor(
                urlEqualTo("/odd/espi/1_1/resource/Authorization/" + code))));
        execute("update authorizations set version = version + 1 where id = '%s'".formatted(authorization));

        readBackUntilRevoked(authorization);
        Surroundings.STUBS.verify(moreThanOrExactly(2), getRequestedFor(
                urlEqualTo("/odd/espi/1_1/resource/Authorization/" + code)));
    }

    @Test
    void noticesARevocationAtARealCustodian() {
        UUID authorization = authorized("owner", facility, "pge");
        String address = String.valueOf(row("select authorization_uri from authorization_tokens where authorization_id "
                + "= '%s'".formatted(authorization)).get("authorization_uri"));
        String id = address.substring(address.lastIndexOf('/') + 1);
        WebTestClient.bindToServer().baseUrl(Surroundings.UTILITIES.baseUrl().toString())
                .responseTimeout(PATIENCE).build()
                .post().uri("/pge/control/authorizations/{id}/revoke?notify=false", id).exchange().expectStatus()
                .isOk();
        notifying("pge", secretOf("pge"), list(address)).expectStatus().isOk();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusOf(authorization)).isEqualTo("revoked"));
    }

    @Test
    void isForTheUtilityAlone() {
        notifying("odd", null, list(data)).expectStatus().isUnauthorized().expectBody().jsonPath("$.code")
                .isEqualTo("unauthenticated");
        for (String wrong : List.of("", "wrong", secretOf("pge"), owner())) {
            notifying("odd", wrong, list(data)).expectStatus().isUnauthorized();
        }
        for (String unknown : List.of("strict", "other", "nobody")) {
            notifying(unknown, secretOf(unknown), list(data)).expectStatus().isNotFound();
        }
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.PUT)) {
            http.method(method).uri("/green-button/notifications/odd").exchange().expectStatus().is4xxClientError();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not xml", "<html>", "<BatchList xmlns='http://another.example'/>",
            "<!DOCTYPE x [<!ENTITY e 'x'>]><BatchList xmlns='http://naesb.org/espi'><resources>&e;</resources></BatchList>"})
    void refusesWhatIsNoBatchList(String body) {
        notifying("odd", secretOf("odd"), body).expectStatus().isBadRequest();
    }

    @Test
    void readsNoEndlessList() {
        notifying("odd", secretOf("odd"), list(Stream.generate(() -> data).limit(20_000).toArray(String[]::new)))
                .expectStatus().isEqualTo(413);
        http.post().uri("/green-button/notifications/odd").contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(secretOf("odd"))).bodyValue("{}").exchange()
                .expectStatus().isEqualTo(415);
    }

    private UUID authorizedHere() {
        return authorizedAtOdd(facility, tokensWithRecord()
                .replace(DATA + "/Batch/Subscription/5", data)
                .replace("\"resourceURI\"", "\"customerResourceURI\":\"%s/Batch/RetailCustomer/c-%s\",\"resourceURI\""
                        .formatted(DATA, code)));
    }

    private WebTestClient.ResponseSpec notify(String... addresses) {
        return notifying("odd", secretOf("odd"), list(addresses));
    }

    private WebTestClient.ResponseSpec notifying(String provider, @Nullable String token, String body) {
        return http.post().uri("/green-button/notifications/" + provider)
                .contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
                .headers(headers -> {
                    if (token != null) {
                        headers.set("Authorization", "Bearer " + token);
                    }
                }).bodyValue(body).exchange();
    }

    private static String list(String... addresses) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ns0:BatchList xmlns:ns0=\"http://naesb.org/espi\">"
                + Stream.of(addresses).map(address -> "<ns0:resources>" + address.replace("&", "&amp;")
                        + "</ns0:resources>").collect(Collectors.joining())
                + "</ns0:BatchList>";
    }

    private static String secretOf(String provider) {
        return Surroundings.notificationToken(provider);
    }

    /** All hints about this facility, once there are so many. */
    private List<ProviderNotified> hints(int count) {
        return hints(facility, count);
    }

    /** Whatever pause a reading brought that was under way when the answer changed. */
    private void readBackUntilRevoked(UUID authorization) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            execute("update authorization_checks set next_attempt = now() where lease_id is null and "
                    + "authorization_id = '%s'".formatted(authorization));
            assertThat(statusOf(authorization)).isEqualTo("revoked");
        });
    }

    private void awaitNoChecks(UUID authorization) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                "select 1 from authorization_checks where authorization_id = '%s'".formatted(authorization)))
                .isEmpty());
    }
}
