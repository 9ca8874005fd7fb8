// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

import tools.jackson.databind.JsonNode;

/** What each answer to a refresh means for an authorization. */
@ExtendWith(OutputCaptureExtension.class)
class RefreshOutcomesIT extends OddUtilityIT {
    private final UUID facility = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 410})
    void saysRevokedWhenTheUtilitysOwnRecordHasEnded(int status) {
        UUID authorization = withRecord();
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        record(aResponse().withStatus(status).withBody(ENTRY.formatted("0")));
        age(authorization);

        refused(authorization, 409, "authorization_not_active");
        assertThat(statusOf(authorization)).isEqualTo("revoked");
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
        var told = (AuthorizationRevoked) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString()) && event.type().equals("authorization_revoked"))
                .data();
        assertThat(told.authorizationId()).isEqualTo(authorization);
        assertThat(told.code()).isEqualTo("revoked_by_customer");
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 3).data();
        assertThat(snapshot.status()).isEqualTo(AuthStatus.REVOKED);
        kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.type().equals("authorization_revoked"));
        JsonNode detail = json(read("/authorizations/" + authorization, owner()));
        assertThat(detail.path("condition").asString()).isEqualTo("revoked_by_customer");
        assertThat(detail.path("timeline").path(2).path("step").asString()).isEqualTo("revoked");
        assertThat(saidOf(authorization, "revoked"))
                .isEqualTo(status == 200 ? "Authorization status 0" : "status " + status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200|1", "200|2", "200|7", "200|<x/>", "500|1", "403|0", "401|0", "302|0",
            "202|0"})
    void asksTheCustomerWhenTheRecordSaysNothingOfAnEnd(int status, String inRecord) {
        UUID authorization = withRecord();
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        record(aResponse().withStatus(status).withBody(ENTRY.formatted(inRecord)));
        age(authorization);

        refused(authorization, 409, "authorization_not_active");
        assertThat(statusOf(authorization)).isEqualTo("reauthorization_required");
        assertThat(saidOf(authorization, "reauthorization_required")).isEqualTo("status 400 invalid_grant");
    }

    @Test
    void believesNoRecordWithADocumentType() {
        UUID authorization = withRecord();
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        record(aResponse().withStatus(200)
                .withBody("<!DOCTYPE entry [<!ENTITY n \"0\">]>" + ENTRY.formatted("&n;")));
        age(authorization);

        refused(authorization, 409, "authorization_not_active");
        assertThat(statusOf(authorization)).isEqualTo("reauthorization_required");
    }

    @Test
    void readsTheRecordAlsoAfterAPlain403() {
        UUID authorization = withRecord();
        refreshed("rt-" + code, aResponse().withStatus(403).withBody("<html>Forbidden</html>"));
        record(aResponse().withStatus(200).withBody(ENTRY.formatted("0")));
        age(authorization);

        refused(authorization, 409, "authorization_not_active");
        assertThat(statusOf(authorization)).isEqualTo("revoked");
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "200, 2", "403, 0", "500, 0"})
    void staysAuthorizedAfterAPlain403WhileTheRecordSaysNothingOfAnEnd(int status, String inRecord) {
        UUID authorization = withRecord();
        refreshed("rt-" + code, aResponse().withStatus(403).withBody("<html>Forbidden</html>"));
        record(aResponse().withStatus(status).withBody(ENTRY.formatted(inRecord)));
        age(authorization);

        refused(authorization, 503, "provider_misconfigured");
        assertAuthorized(authorization);
    }

    @Test
    void noticesARevocationAtAUtilityThatRefreshesWhatItHasEnded() {
        UUID authorization = withRecord();
        refreshed("rt-" + code, okJson(tokens("2")));
        record(aResponse().withStatus(200).withBody(ENTRY.formatted("0")));

        assertThat(access(authorization, Fingerprint.of("at-" + code)).path("access_token").asString())
                .isEqualTo("at2-" + code);
        await().atMost(PATIENCE).until(() -> statusOf(authorization).equals("revoked"));
    }

    @Test
    void readsTheRecordWithTheCustomersTokenWhereNoOtherIsGiven() {
        UUID authorization = withRecord();
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"unsupported_grant_type\"}")));
        Surroundings.STUBS.stubFor(get(urlEqualTo("/odd/espi/1_1/resource/Authorization/" + code))
                .withHeader(HttpHeaders.AUTHORIZATION, equalTo("Bearer at-" + code))
                .willReturn(aResponse().withStatus(200).withBody(ENTRY.formatted("0"))));
        execute("update authorization_tokens set issued_at = now() - interval '1 hour', expires_at = now() "
                + "+ interval '1 minute' where authorization_id = '%s'".formatted(authorization));

        refused(authorization, 409, "authorization_not_active");
        assertThat(statusOf(authorization)).isEqualTo("revoked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"400|{\"error\":\"invalid_client\"}|provider_misconfigured",
            "401|{\"error\":\"invalid_client\"}|provider_misconfigured", "401|<html>|provider_misconfigured",
            "200|{\"error\":\"invalid_client\"}|provider_misconfigured", "402|Pay first|provider_misconfigured",
            "400|{\"error\":\"invalid_scope\"}|provider_misconfigured"})
    void staysAuthorizedAndAlertsOurOperatorsWhenTheFaultIsOurs(int status, String body, String problem,
            CapturedOutput output) {
        UUID authorization = authorizedAtOdd(known());
        refreshed("rt-" + code, aResponse().withStatus(status).withBody(body));
        age(authorization);

        refused(authorization, 503, problem);
        assertAuthorized(authorization);
        assertThat(output.getAll().lines())
                .anyMatch(line -> line.contains("ERROR") && line.contains("ALERT") && line.contains("token_refresh"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"404|<html>", "410|", "302|", "200|<html>Welcome</html>",
            "200|{\"error\":\"server_error\"}", "503|{\"error\":\"invalid_grant\"}",
            "500|{\"error\":\"invalid_client\"}", "400|{\"error\":\"temporarily_unavailable\"}", "202|", "204|"})
    void staysAuthorizedWhileTheUtilityIsOutOfOrder(int status, String body) {
        UUID authorization = authorizedAtOdd(known());
        refreshed("rt-" + code, aResponse().withStatus(status).withBody(body == null ? "" : body));
        age(authorization);

        refused(authorization, 503, "provider_unavailable");
        refused(authorization, 503, "provider_unavailable");
        verifyRefreshes("rt-" + code, 1);
        assertAuthorized(authorization);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void asksAgainWhenTheUtilityWishes(int status) {
        UUID authorization = authorizedAtOdd(known());
        refreshed("rt-" + code, aResponse().withStatus(status).withHeader(HttpHeaders.RETRY_AFTER, "1000"));
        age(authorization);

        refused(authorization, 503, "provider_unavailable").value(HttpHeaders.RETRY_AFTER,
                seconds -> assertThat(Integer.parseInt(seconds)).isBetween(900, 1001));
        Instant notBefore = ((Timestamp) Objects.requireNonNull(row(
                "select refresh_not_before from authorization_tokens where authorization_id = '%s'"
                        .formatted(authorization))
                .get("refresh_not_before"))).toInstant();
        assertThat(notBefore).isCloseTo(Instant.now().plusSeconds(1000), within(60, ChronoUnit.SECONDS));
        refused(authorization, 503, "provider_unavailable").exists(HttpHeaders.RETRY_AFTER);
        verifyRefreshes("rt-" + code, 1);
    }

    @Test
    void countsFailuresInTheRowUntilARefreshWorks() {
        UUID authorization = authorizedAtOdd(known());
        refreshed("rt-" + code, aResponse().withStatus(404));
        age(authorization);
        for (int failures : List.of(1, 2, 3)) {
            refused(authorization, 503, "provider_unavailable");
            assertThat(row("select refresh_failures, leased_until from authorization_tokens where authorization_id "
                    + "= '%s'".formatted(authorization)))
                    .containsEntry("refresh_failures", failures).containsEntry("leased_until", null);
            execute("update authorization_tokens set refresh_not_before = now() where authorization_id = '%s'"
                    .formatted(authorization));
        }
        refreshed("rt-" + code, okJson(tokens("2")));

        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at2-" + code);
        assertThat(row("select refresh_failures from authorization_tokens where authorization_id = '%s'"
                .formatted(authorization))).containsEntry("refresh_failures", 0);
        assertThat(prometheus()).containsPattern("dcarbon_provider_calls_seconds_count\\{.*call=\"token_refresh\"."
                + "*outcome=\"success\".*provider=\"odd\"");
    }

    /** What the utility called it, for administrators. */
    private String saidOf(UUID authorization, String step) {
        return String.valueOf(
                row("select provider_code from authorization_steps where step = '%s' and authorization_id = '%s'"
                        .formatted(step, authorization)).get("provider_code"));
    }

    private UUID known() {
        return publish(facility, 1, "owner", OWNER_OPERATOR, null, null, false);
    }

    private UUID withRecord() {
        return authorizedAtOdd(known(), tokensWithRecord());
    }
}
