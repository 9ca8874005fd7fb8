// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

/** Access tokens for other services. */
class AccessTokenIT extends OddUtilityIT {
    @Test
    void givesTheStoredTokenWithWhereTheDataIs() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorized("owner", facility, "pge");

        JsonNode access = access(authorization, null);
        assertThat(access.path("access_token").asString()).isNotBlank();
        assertThat(Instant.parse(access.path("expires_at").asString())).isAfter(Instant.now());
        assertThat(access.path("provider_id").asString()).isEqualTo("pge");
        assertThat(access.path("facility_id").asString()).isEqualTo(facility.toString());
        assertThat(access.path("resource_uri").asString()).contains("/pge/espi/1_1/resource/Subscription/");
        assertThat(access.path("customer_resource_uri").asString()).contains("/RetailCustomer/");
        assertThat(access.path("authorization_uri").asString()).contains("/Authorization/");
        assertThat(access.path("scope").asString()).startsWith("FB=1_3_4_5_");
        assertThat(access(authorization, null)).isEqualTo(access);
    }

    @Test
    void recordsEachTokenThatItGivesOnce() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorized("owner", facility, "pge");
        String first = access(authorization, null).path("access_token").asString();
        access(authorization, null);
        access(authorization, Fingerprint.of(first));

        kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.data() instanceof AuditRecord given && given.eventType().equals("access_token_given")
                && given.userId().equals("system:ingestion-service")
                && Integer.valueOf(2).equals(given.details().get("token_version")));
        assertThat(rows("select 1 from outbox where subject = '%s' and type = 'access_token_given'"
                .formatted(facility))).hasSize(2);
    }

    @Test
    void refreshesOnceForATokenThatTheUtilityRefused() {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        String first = access(authorization, null).path("access_token").asString();

        String second = access(authorization, Fingerprint.of(first)).path("access_token").asString();
        assertThat(second).isNotEqualTo(first);
        assertThat(access(authorization, Fingerprint.of(first)).path("access_token").asString()).isEqualTo(second);
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo(second);
        String third = access(authorization, Fingerprint.of(second)).path("access_token").asString();
        assertThat(third).as("the rotated refresh token works").isNotEqualTo(second);
    }

    @Test
    void refreshesOnceHoweverManyAskAtOnce() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("2")).withFixedDelay(500));
        age(authorization);

        List<CompletableFuture<String>> asking = IntStream.range(0, 10)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> access(authorization, null).path("access_token").asString()))
                .toList();
        Set<String> answers = asking.stream().map(CompletableFuture::join).collect(Collectors.toSet());

        assertThat(answers).containsExactly("at2-" + code);
        verifyRefreshes("rt-" + code, 1);
    }

    @Test
    void sendsTheGrantedScopeAndKeepsTheRotatedRefreshToken() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("2")));
        refreshed("rt2-" + code, okJson("{\"access_token\":\"at3-" + code + "\",\"token_type\":\"Bearer\"}"));
        age(authorization);
        access(authorization, null);
        age(authorization);

        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at3-" + code);
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo("/odd/oauth/token"))
                .withFormParam("refresh_token", equalTo("rt2-" + code))
                .withFormParam("scope", equalTo("FB=4_5_15")));
        assertThat(row("select version, scope from authorization_tokens where authorization_id = '%s'"
                .formatted(authorization))).containsEntry("version", 3L).containsEntry("scope", "FB=4_5_15");
    }

    @Test
    void asksTheCustomerAgainOnlyWhenTheGrantHasEnded() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorizedAtOdd(facility);
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        age(authorization);

        refused(authorization, 409, "authorization_not_active");
        refused(authorization, 409, "authorization_not_active");
        verifyRefreshes("rt-" + code, 1);
        assertThat(row("select status, failure_code from authorizations where id = '%s'".formatted(authorization)))
                .containsEntry("status", "reauthorization_required")
                .containsEntry("failure_code", "reauthorization_required");
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 3).data();
        assertThat(snapshot.status()).isEqualTo(AuthStatus.REAUTHORIZATION_REQUIRED);
        for (Topic told : List.of(Topic.AUTHORIZATIONS, Topic.AUDIT)) {
            kafka.awaitEvent(told, event -> event.subject().equals(facility.toString())
                    && event.type().equals("reauthorization_required"));
        }
    }

    @Test
    void comesBackByAReauthorizationOfTheSameRecord() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorizedAtOdd(facility);
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        age(authorization);
        refused(authorization, 409, "authorization_not_active");
        postStart(owner(), facility, "pge", null).expectStatus().isEqualTo(409).expectBody().jsonPath("$.code")
                .isEqualTo("use_provider_change");

        assertThat(authorizedAtOdd(facility)).isEqualTo(authorization);
        var created = (AuthorizationCreated) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 5).data();
        assertThat(created.reauthorized()).isTrue();
        assertThat(created.attempt()).isEqualTo(2);
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at-" + code);
    }

    @Test
    void staysAuthorizedWhileTheUtilityRefusesOurClient() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withStatus(401).withBody("{\"error\":\"invalid_client\"}"));
        age(authorization);

        refused(authorization, 503, "provider_misconfigured");
        refused(authorization, 503, "provider_unavailable");
        verifyRefreshes("rt-" + code, 1);
        assertAuthorized(authorization);
    }

    @Test
    void staysAuthorizedWhileTheTokenEndpointIsDown() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withStatus(502));
        age(authorization);

        refused(authorization, 503, "provider_unavailable").exists(HttpHeaders.RETRY_AFTER);
        assertAuthorized(authorization);
        refreshed("rt-" + code, okJson(tokens("2")));
        execute("update authorization_tokens set leased_until = null, refresh_not_before = null where authorization_id = '%s'"
                .formatted(authorization));
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at2-" + code);
    }

    @Test
    void givesATokenThatIsAboutToEndWhileItCannotBeRefreshed() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withStatus(500));
        execute("update authorization_tokens set issued_at = now() - interval '1 hour', "
                + "expires_at = now() + interval '1 minute' where authorization_id = '%s'".formatted(authorization));

        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at-" + code);
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at-" + code);
        verifyRefreshes("rt-" + code, 1);
    }

    @Test
    void takesOverFromOneThatDiedWhileItRefreshed() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("2")));
        age(authorization);
        execute("update authorization_tokens set leased_until = now() + interval '1 second' where authorization_id = "
                + "'%s'".formatted(authorization));

        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at2-" + code);
    }

    @Test
    void givesNothingWithoutAnActiveAuthorization() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        start("owner", facility, "pge");
        refused(authorizationOf(facility), 409, "authorization_not_active");
        refused(UUID.randomUUID(), 404, "not_found");
    }

    @Test
    void isForServicesOnly() {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        String uri = "/internal/authorizations/%s/access-token".formatted(authorization);

        internal.post().uri(uri).exchange().expectStatus().isUnauthorized();
        for (TestToken person : List.of(identity.user("owner", "commercial"), admin(), identity.user("owner"),
                identity.service("stranger-service", "dcarbon.internal"),
                identity.service("ingestion-service", "other"),
                identity.service("ingestion-service", "dcarbon.internal").email("a@example.com"))) {
            asking(internal, uri, person).expectStatus().isForbidden();
        }
        asking(internal, uri, service().audience("another")).expectStatus().isUnauthorized();
        asking(internal, uri, service().expired()).expectStatus().isUnauthorized();
        asking(internal, uri, service()).expectStatus().isOk().expectHeader()
                .value(HttpHeaders.CACHE_CONTROL, value -> assertThat(value).contains("no-store"));
    }

    @Test
    void standsBehindAWallOfPorts() {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        for (String uri : List.of("/internal/authorizations/%s/access-token".formatted(authorization),
                "/internal/nothing", "/%69nternal/authorizations/x/access-token")) {
            http.post().uri(java.net.URI.create(address + uri)).headers(h -> h.setBearerAuth(service().value()))
                    .exchange().expectStatus().isNotFound().expectBody().jsonPath("$.code").isEqualTo("not_found");
        }
        for (String uri : List.of("/authorizations", "/green-button/status", "/actuator/health", "/v3/api-docs",
                "/green-button/callback/pge")) {
            internal.get().uri(uri).headers(h -> h.setBearerAuth(owner())).exchange().expectStatus().isNotFound();
        }
    }

    @Test
    void refusesAFingerprintThatIsNone() {
        internal.post().uri("/internal/authorizations/%s/access-token".formatted(UUID.randomUUID()))
                .headers(headers -> headers.setBearerAuth(service().value())).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"refused\":\"the token itself\"}").exchange().expectStatus().isBadRequest();
    }
}
