// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.github.tomakehurst.wiremock.http.Fault;

/** Processes that die, and databases that go away, between a utility's answer and the commit of what it means. */
class InterruptedIT extends OddUtilityIT {
    private static final Duration SOON = Duration.ofMillis(20);

    @Test
    void repeatsARefreshThatNobodyFinishedAlthoughNobodyAsks() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("2")));
        change(authorization, CRASHED.formatted(UUID.randomUUID()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(
                "select version, leased_until, refreshing_since from authorization_tokens where authorization_id = '%s'"
                        .formatted(authorization)))
                .containsEntry("version", 2L).containsEntry("leased_until", null)
                .containsEntry("refreshing_since", null));
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at2-" + code);
        verifyRefreshes("rt-" + code, 1);
    }

    @Test
    void saysThatTheCustomerIsNeededWhenTheRotatedTokenWasLostInACrash(@Autowired SecretCipher cipher) {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "sdge");
        spend(cipher, authorization); // the utility has answered, and the process died before it could store that
        change(authorization, CRASHED.formatted(UUID.randomUUID()));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(statusOf(authorization)).isEqualTo("reauthorization_required"));
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void saysThatTheCustomerIsNeededWhenTheAnswerWithTheRotatedTokenWasLost(Fault lost) {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withFault(lost));
        age(authorization);
        refused(authorization, 503, "provider_unavailable");
        assertAuthorized(authorization);

        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        repeatNow(authorization);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(statusOf(authorization)).isEqualTo("reauthorization_required"));
    }

    @Test
    void goesOnUntilARefreshThatNobodyFinishedHasAnOutcome() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withStatus(429).withHeader("Retry-After", "60"));
        change(authorization, CRASHED.formatted(UUID.randomUUID()));
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where refresh_failures = 1 and authorization_id = '%s'"
                        .formatted(authorization))
                .isEmpty());

        assertThat(rows("select 1 from authorization_tokens where leased_until > now() + interval '30 seconds' "
                + "and authorization_id = '%s'".formatted(authorization))).as("the utility's wish").hasSize(1);
        refreshed("rt-" + code, okJson(tokens("2")));
        repeatNow(authorization);
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where version = 2 and authorization_id = '%s'"
                        .formatted(authorization))
                .isEmpty());
    }

    @Test
    void leavesRunningRefreshesToTheirHolder() {
        UUID running = authorizedAtOdd();
        change(running, "lease_id = '%s', leased_until = now() + interval '40 seconds'".formatted(UUID.randomUUID()));
        UUID crashed = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        change(crashed, CRASHED.formatted(UUID.randomUUID()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                rows("select 1 from authorization_tokens where version = 2 and authorization_id = '%s'"
                        .formatted(crashed)))
                .hasSize(1));
        verifyRefreshes("rt-" + code, 0);
        change(running, "leased_until = null");
    }

    @Test
    void letsAHolderWhoseTimeIsOverChangeNothing() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("stale")).withFixedDelay(2_500));
        age(authorization);
        var asking = CompletableFuture.supplyAsync(() -> access(authorization, null));
        awaitRefreshAt(authorization);
        change(authorization,
                "lease_id = '%s', version = 7, leased_until = null, expires_at = now() + interval '1 hour'"
                        .formatted(UUID.randomUUID()));

        assertThat(asking.join().path("access_token").asString()).as("what the other one stored")
                .isEqualTo("at-" + code);
        assertThat(row("select version from authorization_tokens where authorization_id = '%s'"
                .formatted(authorization))).containsEntry("version", 7L);
        assertThat(prometheus()).containsPattern("dcarbon_leases_lost_total\\{.*work=\"token\".*} [1-9]");
    }

    @Test
    void storesARefreshAlthoughTheDatabaseGoesAwayAfterTheAnswer() throws SQLException {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson("{\"access_token\":\"at2-" + code + "\",\"token_type\":\"Bearer\"}")
                .withFixedDelay(1_000));
        int asked = 0;
        for (boolean lost = false; !lost; asked++) {
            age(authorization);
            var asking = CompletableFuture.supplyAsync(() -> access(authorization, null));
            awaitRefreshAt(authorization);

            lost = losingTheDatabase("select 1 from authorization_tokens where leased_until is not null and "
                    + "authorization_id = '%s' for update".formatted(authorization));
            assertThat(asking.join().path("access_token").asString()).isEqualTo("at2-" + code);
        }
        verifyRefreshes("rt-" + code, asked);
    }

    @Test
    void storesAConsentAlthoughTheDatabaseGoesAwayAfterTheAnswer() throws SQLException {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(okJson(tokens("")).withFixedDelay(1_000)));
        int asked = 0;
        for (boolean lost = false; !lost; asked++) {
            Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
            var returning = CompletableFuture.supplyAsync(
                    () -> comeBack("odd", "code=" + code + "&state=" + started.state(), started));
            String exchanging = "select 1 from sessions where state = 'exchanging' and id = '%s'"
                    .formatted(started.sessionId());
            await().atMost(PATIENCE).pollInterval(SOON).until(() -> !rows(exchanging).isEmpty());

            lost = losingTheDatabase(exchanging + " for update");
            assertThat(returning.join().status()).isEqualTo("authorized");
        }
        Surroundings.STUBS.verify(asked,
                postRequestedFor(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code)));
    }

    /**
     * Holds up the write of an answer, and ends the service's connections while it waits, twice.
     *
     * @return false if the machine was so busy that the write came first
     */
    private boolean losingTheDatabase(String lock) throws SQLException {
        try (Connection holder = Objects.requireNonNull(database).connect(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            boolean inTime = statement.executeQuery(lock).next();
            for (int time = 0; inTime && time < 2; time++) {
                await().atMost(PATIENCE).until(() -> terminateWaiting() > 0);
            }
            holder.rollback();
            return inTime;
        }
    }

    private int terminateWaiting() {
        return rows("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'authorization-service' and wait_event_type = 'Lock'
                  and datname = current_database()""").size();
    }

    private void awaitRefreshAt(UUID authorization) {
        await().atMost(PATIENCE).pollInterval(SOON).until(() -> !rows(
                "select 1 from authorization_tokens where leased_until is not null and authorization_id = '%s'"
                        .formatted(authorization))
                .isEmpty());
    }

    private void spend(SecretCipher cipher, UUID authorization) {
        String sealed = String.valueOf(row("select refresh_token from authorization_tokens where authorization_id = "
                + "'%s'".formatted(authorization)).get("refresh_token"));
        var form = new LinkedMultiValueMap<String, String>();
        form.set("grant_type", "refresh_token");
        form.set("refresh_token",
                cipher.open(sealed, new Place("authorization_tokens", "refresh_token", authorization)));
        WebTestClient.bindToServer().baseUrl(Surroundings.UTILITIES.baseUrl().toString())
                .responseTimeout(PATIENCE).build()
                .post().uri("/sdge/oauth/token")
                .headers(headers -> headers.setBasicAuth("dcarbon-sdge", "local-sdge-secret"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form).exchange().expectStatus().isOk();
    }
}
