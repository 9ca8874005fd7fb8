// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

import tools.jackson.databind.JsonNode;

/** Ending an authorization by hand: who may, what it does here at once, and at the utility. */
class RevokeIT extends OddUtilityIT {

    @Test
    void endsItHereAtOnceAndAtTheUtilityToo() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorized("owner", facility, "pge");

        JsonNode view = json(revoke(authorization, owner()));
        assertThat(view.path("status").asString()).isEqualTo("revoked");
        assertThat(view.path("condition").asString()).isIn("revocation_pending", "revoked_by_user");
        assertThat(view.path("error").path("code").asString()).isEqualTo("revoked_by_user");
        assertThat(view.path("error").path("message").asString()).isEqualTo("Access to PG&E data was ended here.");
        assertThat(view.path("actions").toString()).isEqualTo("[\"view\"]");
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
        refused(authorization, 409, "authorization_not_active");

        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        assertThat(steps(authorization)).containsExactly("started", "authorized", "revoked revoked_by_user",
                "revoked_at_utility");
        // Not the last one for certain: what other tests left is asked for meanwhile.
        assertThat(Surroundings.UTILITIES.requests("pge")).anySatisfy(request -> assertThat(request.toString())
                .contains("DELETE", view.path("auth_id").asString()));
        assertThat(authorized("owner", facility, "pge")).as("a start after it makes a new record")
                .isNotEqualTo(authorization);
    }

    @Test
    void endsARecordAtTheUtilityAgainThatWasUsedAgainAfterAnEarlierEnd() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorized("owner", facility, "pge");
        execute("""
                insert into revocations (id, authorization_id, provider_id, method, requested_at, next_attempt, outcome, ended_at)
                values ('%1$s', '%1$s', 'pge', 'green_button', now(), now(), 'revoked', now())"""
                .formatted(authorization));

        revoke(authorization, owner()).expectStatus().isOk();

        await().atMost(PATIENCE)
                .until(() -> rows(
                        """
                                select outcome from revocations where authorization_id = '%1$s' and id <> '%1$s' and access_token is null
                                  and outcome = 'revoked'"""
                                .formatted(authorization))
                        .size() == 1);
        assertThat(steps(authorization)).endsWith("revoked_at_utility");
    }

    @Test
    void tellsOthersAndWhoDidIt() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorized("owner", facility, "sce");
        http.post().uri("/authorizations/" + authorization + "/revoke")
                .headers(headers -> headers.setBearerAuth(admin().value()))
                .header("X-Forwarded-For", "203.0.113.9").header("Content-Type", "application/json")
                .bodyValue("{\"confirm\":true}").exchange().expectStatus().isOk();

        var told = (AuthorizationRevoked) kafka.awaitEvent(Topic.AUTHORIZATIONS, event -> event.subject()
                .equals(facility.toString()) && event.type().equals("authorization_revoked")).data();
        assertThat(told.authorizationId()).isEqualTo(authorization);
        assertThat(told.code()).isEqualTo("revoked_by_admin");
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS, event -> event.subject()
                .equals(facility.toString())
                && ((AuthorizationSnapshot) event.data()).status() == AuthStatus.REVOKED).data();
        assertThat(snapshot.condition()).isEqualTo("revoked_by_admin");
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.type().equals("authorization_revoked")
                && event.subject().equals(facility.toString())).data();
        assertThat(audited.userId()).isEqualTo("admin");
        assertThat(audited.ipAddress()).isEqualTo("203.0.113.9");
        assertThat(audited.authorizationId()).isEqualTo(authorization);

        JsonNode forOwner = json(read("/authorizations/" + authorization, owner())).path("timeline").path(2);
        assertThat(forOwner.path("actor").toString()).isEqualTo("{\"id\":\"administrator\",\"name\":null}");
        assertThat(forOwner.has("by_admin")).isFalse();
        assertThat(
                json(read("/authorizations/" + authorization, admin().value())).path("timeline").path(2).path("actor")
                        .path("id").asString())
                .isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"confirm\":false}"})
    void asksFirstAndSaysWhatIsLost(String body) {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");

        revoke(authorization, owner(), body).expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.code").isEqualTo("confirmation_required")
                .jsonPath("$.warning").value(String.class, warning -> assertThat(warning).contains("PG&E",
                        "The data already imported stays."));
        assertAuthorized(authorization);
        revoke(authorization, owner(), "{\"confirm\":").expectStatus().isBadRequest();
    }

    @Test
    void isForOwnerOperatorAndAdministratorsAndUnknownToOthers() {
        String operator = "operator-" + UUID.randomUUID();
        UUID left = facilityOf("owner", operator, ACCEPTED);
        for (String who : new String[]{"owner", operator}) {
            UUID authorization = authorized(operator, left, "pge");
            revoke(authorization, token("stranger", "commercial")).expectStatus().isNotFound();
            http.post().uri("/authorizations/" + authorization + "/revoke").exchange().expectStatus().isUnauthorized();
            assertThat(actions(authorization, who)).contains("revoke");
            revoke(authorization, token(who, "commercial")).expectStatus().isOk();
            assertThat(actions(authorization, who)).doesNotContain("revoke");
        }
        UUID own = publish(UUID.randomUUID(), 1, "owner", OWNER_OPERATOR, operator, ACCEPTED, false);
        UUID authorization = authorized("owner", own, "pge");
        revoke(authorization, token(operator, "commercial")).expectStatus().isForbidden();
        assertThat(actions(authorization, operator)).doesNotContain("revoke");
        revoke(UUID.randomUUID(), admin().value()).expectStatus().isNotFound();
        assertAuthorized(authorization);
    }

    @Test
    void endsAPendingOneTogetherWithItsSession() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");
        UUID authorization = authorizationOf(facility);

        assertThat(json(revoke(authorization, owner())).path("status").asString()).isEqualTo("revoked");
        assertThat(status("owner", started.sessionId()).path("code").asString()).isEqualTo("revoked_by_user");
        Returned returned = comeBack(customer.approve(started.redirectUrl(), "owner", "password"), started);
        assertThat(returned.status()).isEqualTo("failed");
        assertThat(statusOf(authorization)).isEqualTo("revoked");
        assertThat(rows("select 1 from revocations where authorization_id = '%s'".formatted(authorization)))
                .as("nothing had been given").isEmpty();
    }

    @Test
    void hasNothingToEndWhereTheAttemptFailedAndEndsNothingTwice() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "odd");
        comeBack("odd", "error=access_denied&state=" + started.state(), started);
        UUID failed = authorizationOf(facility);
        revoke(failed, owner()).expectStatus().isEqualTo(409).expectBody().jsonPath("$.code")
                .isEqualTo("nothing_to_revoke");
        assertThat(statusOf(failed)).isEqualTo("failed");

        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        var asked = IntStream.range(0, 5).mapToObj(_ -> CompletableFuture.supplyAsync(
                () -> json(revoke(authorization, owner())).path("status").asString())).toList();
        assertThat(asked).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("revoked"));
        assertThat(steps(authorization)).filteredOn(step -> step.startsWith("revoked ")).hasSize(1);
    }

    @Test
    void endsWhatTheUtilityNoLongerAcceptsButMayStillHold() {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        execute("update authorizations set status = 'reauthorization_required', failure_code = 'x', failure_message = 'x',"
                + " failure_action = 'x', failure_retryable = true where id = '%s'".formatted(authorization));
        execute("delete from authorization_tokens where authorization_id = '%s'".formatted(authorization));
        deletion(noContent());

        revoke(authorization, owner()).expectStatus().isOk();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        Surroundings.STUBS.verify(1, deleteRequestedFor(
                urlEqualTo(recordPath())));
    }

    @Test
    void isInTheApiDocument() {
        http.get().uri("/v3/api-docs").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.paths['/authorizations/{id}/revoke'].post.operationId").exists()
                .jsonPath("$.components.schemas.RevokeRequest.properties.confirm").exists()
                .jsonPath("$.components.schemas.TimelineStep.properties.by_admin").doesNotExist();
    }

    private String actions(UUID authorization, String user) {
        return json(read("/authorizations?facility_id=" + row("select facility_id from authorizations where id = '%s'"
                .formatted(authorization)).get("facility_id"), token(user, "commercial"))).path("items").valueStream()
                .filter(item -> item.path("id").asString().equals(authorization.toString())).findFirst().orElseThrow()
                .path("actions").toString();
    }
}
