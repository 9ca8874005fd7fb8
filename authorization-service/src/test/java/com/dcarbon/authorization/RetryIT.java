// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationRetried;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trying a failed authorization again. */
class RetryIT extends AuthorizationServiceIT {
    private final String person = "person-" + UUID.randomUUID();

    @Test
    void letsAnAdministratorAskThePersonWhoThenStartsTheSameRecord() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = failed(person, facility, "server_error");
        Object before = row(authorization).get("last_attempt_at");

        JsonNode record = accepted(retry(authorization, admin().value()));
        assertThat(record.path("id").asString()).isEqualTo(authorization.toString());
        assertThat(record.path("status").asString()).isEqualTo("pending");
        assertThat(record.path("condition").asString()).isEqualTo("retry_requested");
        assertThat(record.path("user").path("id").asString()).isEqualTo(person);
        assertThat(row(authorization)).containsEntry("attempt", 2).doesNotContainEntry("last_attempt_at", before);
        assertThat(actions(authorization, token(person, "commercial"))).containsExactly("view", "retry", "revoke");

        assertThat(authorized(person, facility, "pge")).isEqualTo(authorization);
        assertThat(steps(authorization)).containsExactly("started", "failed", "retried", "started", "authorized");
    }

    @Test
    void tellsPartnersServicesAndTheAuditLog() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = failed(person, facility, "access_denied");
        accepted(retry(authorization, admin().value()));

        var retried = (AuthorizationRetried) kafka.awaitEvent(Topic.AUTHORIZATIONS, event -> event.subject()
                .equals(facility.toString()) && event.type().equals("authorization_retried")).data();
        assertThat(retried.authorizationId()).isEqualTo(authorization);
        assertThat(retried.attempt()).isEqualTo(2);
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS, event -> event.subject()
                .equals(facility.toString()) && ((AuthorizationSnapshot) event.data()).attempt() == 2).data();
        assertThat(snapshot.status()).isEqualTo(AuthStatus.PENDING);
        assertThat(snapshot.error()).isNull();
        assertThat(snapshot.lastAttemptAt()).isEqualTo(retried.retriedAt());
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.type().equals("authorization_retried")).data();
        assertThat(audited.userId()).isEqualTo("admin");
        JsonNode step = json(read("/authorizations/" + authorization, token(person, "commercial"))).path("timeline")
                .path(2);
        assertThat(step.path("step").asString()).isEqualTo("retried");
        assertThat(step.path("actor").path("id").asString()).isEqualTo("administrator");
    }

    @Test
    void changesNothingWhenAskedAgainHoweverOftenAtOnce() {
        UUID authorization = failed(person, facilityOf(person, OWNER_OPERATOR), "server_error");

        List<JsonNode> answers = Stream.generate(() -> 1).limit(6).parallel()
                .map(_ -> accepted(retry(authorization, admin().value()))).toList();
        assertThat(answers).allMatch(answer -> answer.path("status").asString().equals("pending"));
        assertThat(row(authorization)).containsEntry("attempt", 2);
        assertThat(steps(authorization)).containsExactly("started", "failed", "retried");
    }

    @Test
    void endsAsTimedOutWhenNobodyBegins() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = failed(person, facility, "server_error");
        accepted(retry(authorization, admin().value()));
        execute("update authorization_retries set ends_at = now() - interval '1 second' where authorization_id = '%s'"
                .formatted(authorization));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(authorization)).containsEntry("status", "failed")
                .containsEntry("failure_code", "timed_out"));
        var failed = (AuthorizationFailed) kafka.awaitEvent(Topic.AUTHORIZATIONS, event -> event.subject()
                .equals(facility.toString()) && event.type().equals("authorization_failed")
                && ((AuthorizationFailed) event.data()).attempt() == 2).data();
        assertThat(failed.code()).isEqualTo("timed_out");
        assertThat(accepted(retry(authorization, admin().value())).path("status").asString()).isEqualTo("pending");
    }

    @Test
    void leavesAnAttemptAloneThatThePersonHasBegun() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = failed(person, facility, "server_error");
        accepted(retry(authorization, admin().value()));
        Started started = start(person, facility, "pge");
        execute("update authorization_retries set ends_at = now() - interval '1 second' where authorization_id = '%s'"
                .formatted(authorization));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                "select 1 from authorization_retries where authorization_id = '%s'".formatted(authorization)))
                .isEmpty());
        assertThat(status(person, started.sessionId()).path("status").asString()).isEqualTo("pending");
        refused(retry(authorization, admin().value()), 409, "authorization_under_way");
    }

    @Test
    void letsWhoMayAuthorizeStartAtOnce() {
        String operator = "operator-" + UUID.randomUUID();
        UUID facility = facilityOf(person, operator, ACCEPTED);
        UUID authorization = failed(operator, facility, "unauthorized_client");
        assertThat(row(authorization)).as("not retryable by itself").containsEntry("failure_retryable", false);

        Started started = started(retry(authorization, token(operator, "commercial")));
        assertThat(started.redirectUrl().toString()).contains("/pge/oauth/authorize");
        assertThat(status(operator, started.sessionId()).path("status").asString()).isEqualTo("pending");
        assertThat(status(operator, started.sessionId()).path("authorization_id").asString())
                .isEqualTo(authorization.toString());
    }

    @Test
    void isRefusedToOwnersWhoWatchAndUnknownToStrangers() {
        String operator = "operator-" + UUID.randomUUID();
        UUID left = facilityOf(person, operator, ACCEPTED);
        UUID authorization = failed(operator, left, "server_error");
        UUID own = publish(UUID.randomUUID(), 1, person, OWNER_OPERATOR, operator, ACCEPTED, false);
        UUID ofOwner = failed(person, own, "server_error");

        refused(retry(authorization, token(person, "commercial")), 403, "operator_must_authorize");
        refused(retry(ofOwner, token(operator, "commercial")), 403, "forbidden");
        refused(retry(authorization, token("stranger", "commercial")), 404, "not_found");
        refused(retry(UUID.randomUUID(), admin().value()), 404, "not_found");
        http.post().uri("/authorizations/" + authorization + "/retry").exchange().expectStatus().isUnauthorized();
        assertThat(actions(authorization, admin().value())).containsExactly("view", "retry");
        assertThat(actions(authorization, token(person, "commercial"))).containsExactly("view");
        assertThat(row(authorization)).containsEntry("attempt", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "person"})
    void saysWhyThereIsNothingToTryAgain(String who) {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        String token = who.equals("admin") ? admin().value() : token(person, "commercial");

        refused(retry(authorization, token), 409, "already_authorized");
        http.post().uri("/authorizations/" + authorization + "/revoke").headers(headers -> headers.setBearerAuth(token))
                .header("Content-Type", "application/json").bodyValue("{\"confirm\":true}").exchange().expectStatus()
                .isOk();
        refused(retry(authorization, token), 409, "nothing_to_retry");
        UUID failed = failed(person, facility, "server_error");
        start(person, facility, "sce");
        if (who.equals("admin")) {
            refused(retry(failed, token), 409, "use_provider_change");
        }
    }

    @Test
    void asksNobodyAboutAFacilityThatIsGone() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = failed(person, facility, "server_error");
        publish(facility, 2, person, OWNER_OPERATOR, null, null, true);

        assertThat(actions(authorization, admin().value())).containsExactly("view");
        refused(retry(authorization, admin().value()), 409, "nothing_to_retry");
        refused(retry(authorization, token(person, "commercial")), 404, "not_found");
    }

    @Test
    void asksForReauthorizationToo() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        execute("update authorizations set status = 'reauthorization_required', failure_code = "
                + "'reauthorization_required', failure_message = 'm', failure_action = 'a', failure_retryable = true "
                + "where id = '%s'".formatted(authorization));

        assertThat(accepted(retry(authorization, admin().value())).path("status").asString()).isEqualTo("pending");
        assertThat(authorized(person, facility, "pge")).isEqualTo(authorization);
    }

    private WebTestClient.ResponseSpec retry(UUID authorization, String token) {
        return http.post().uri("/authorizations/" + authorization + "/retry")
                .headers(headers -> headers.setBearerAuth(token)).exchange();
    }

    private static JsonNode accepted(WebTestClient.ResponseSpec answer) {
        return JsonMapper.shared().readTree(answer.expectStatus().isAccepted().expectBody(String.class).returnResult()
                .getResponseBody());
    }

    private static void refused(WebTestClient.ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }

    /** An attempt at a utility that sends the customer back with that error. */
    private UUID failed(String who, UUID facility, String error) {
        Started started = start(who, facility, "pge");
        comeBack("pge", "error=" + error + "&state=" + started.state(), started);
        return authorizationOf(facility);
    }

    private java.util.Map<String, @org.jspecify.annotations.Nullable Object> row(UUID authorization) {
        return row("select * from authorizations where id = '%s'".formatted(authorization));
    }

    private List<String> steps(UUID authorization) {
        return rows("select step from authorization_steps where authorization_id = '%s' order by occurred_at, id"
                .formatted(authorization)).stream().map(row -> String.valueOf(row.get("step"))).toList();
    }

    private List<String> actions(UUID authorization, String token) {
        return json(read("/authorizations/" + authorization, token)).path("actions").valueStream()
                .map(JsonNode::asString).toList();
    }
}
