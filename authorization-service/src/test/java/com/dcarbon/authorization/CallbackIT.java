// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OperatorStatus.UNDELIVERABLE;
import static com.dcarbon.events.facility.OwnerRole.OWNER;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

import tools.jackson.databind.JsonNode;

/** The browser's return, at utilities that behave. */
class CallbackIT extends AuthorizationServiceIT {
    private static final Returned STATE_INVALID = new Returned("", "failed", "state_invalid");

    @ParameterizedTest
    @CsvSource({"pge", "sce", "acme"})
    void authorizesAtEachUtility(String provider) {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, provider);

        assertThat(comeBack(customer.approve(started.redirectUrl(), "owner", "password"), started))
                .isEqualTo(new Returned(started.sessionId().toString(), "authorized", ""));

        UUID authorization = authorizationOf(facility);
        JsonNode status = status("owner", started.sessionId());
        assertThat(status.path("status").asString()).isEqualTo("authorized");
        assertThat(status.path("authorization_id").asString()).isEqualTo(authorization.toString());
        assertThat(status.path("errorMessage").isNull()).isTrue();
    }

    @Test
    void tellsPartnersServicesAndTheAuditLogAtOnce() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorized("owner", facility, "pge");

        Event<?> created = kafka.awaitEvent(Topic.AUTHORIZATIONS, event -> event.subject().equals(facility.toString()));
        assertThat(created.type()).isEqualTo("authorization_created");
        assertThat(created.source()).isEqualTo("/authorization-service");
        assertThat(created.sequence()).isEqualTo(2);
        var data = (AuthorizationCreated) created.data();
        assertThat(data.authorizationId()).isEqualTo(authorization);
        assertThat(data.attempt()).isEqualTo(1);
        assertThat(data.reauthorized()).isFalse();

        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 2).data();
        assertThat(snapshot.status()).isEqualTo(AuthStatus.AUTHORIZED);
        assertThat(snapshot.authId()).isEqualTo(row("select auth_id from authorizations where id = '%s'"
                .formatted(authorization)).get("auth_id")).isNotNull();
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.type().equals("authorization_created")).data();
        assertThat(audited.userId()).isEqualTo("owner");
        assertThat(audited.ipAddress()).isEqualTo("203.0.113.7");
        assertThat(audited.authorizationId()).isEqualTo(authorization);
    }

    @Test
    void keepsTheTokensEncrypted() {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "pge");

        Map<String, @Nullable Object> stored = row(
                "select * from authorization_tokens where authorization_id = '%s'".formatted(authorization));
        assertThat(String.valueOf(stored.get("resource_uri"))).startsWith(Surroundings.UTILITIES.baseUrl().toString());
        assertThat(String.valueOf(stored.get("scope"))).startsWith("FB=");
        assertThat(String.valueOf(stored.get("access_token"))).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9+/]{40,}={0,2}");
        assertThat(String.valueOf(stored.get("refresh_token"))).isNotEqualTo(stored.get("access_token"));
    }

    @Test
    void forgetsTheSecretsOfASessionThatHasEnded() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        authorized("owner", facility, "acme");
        assertThat(row("select seed from sessions where facility_id = '%s'".formatted(facility)).get("seed")).isNull();
    }

    @Test
    void saysThatTheCustomerStopped() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");

        assertThat(comeBack(customer.cancel(started.redirectUrl(), "owner", "password"), started))
                .isEqualTo(new Returned(started.sessionId().toString(), "failed", "user_cancelled"));

        JsonNode status = status("owner", started.sessionId());
        assertThat(status.path("errorMessage").asString())
                .isEqualTo("You stopped the authorization at PG&E. Nothing was shared.");
        assertThat(status.path("action").asString()).isNotBlank();
        assertThat(status.path("retryable").asBoolean()).isTrue();
        var failed = (AuthorizationFailed) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString())).data();
        assertThat(failed.code()).isEqualTo("user_cancelled");
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 2).data();
        assertThat(snapshot.status()).isEqualTo(AuthStatus.FAILED);
        assertThat(snapshot.error()).isNotNull();
        kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.type().equals("authorization_failed"));
    }

    @Test
    void worksOnTheSecondAttemptWithTheSameRecord() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started first = start("owner", facility, "pge");
        comeBack(customer.cancel(first.redirectUrl(), "owner", "password"), first);
        authorized("owner", facility, "pge");

        assertThat(rows("select attempt, status from authorizations where facility_id = '%s'".formatted(facility)))
                .extracting(Map::toString).containsExactly("{attempt=2, status=authorized}");
    }

    @ParameterizedTest
    @CsvSource({"invalid_request, config_error", "unauthorized_client, config_error",
            "unsupported_response_type, config_error", "invalid_scope, scope_rejected", "server_error, utility_error",
            "temporarily_unavailable, utility_maintenance", "something_new, unknown_error", "'', unknown_error"})
    void translatesTheErrorsOfTheUtility(String error, String code) {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        assertThat(comeBack("odd", "error=%s&error_description=Dear+Ms+Canary&state=%s".formatted(error,
                started.state()), started)).isEqualTo(new Returned(started.sessionId().toString(), "failed", code));
        assertThat(status("owner", started.sessionId()).toString()).doesNotContain("Canary");
        assertThat(row(
                "select coalesce(provider_code, '') as said from authorization_steps s join sessions using (authorization_id)"
                        + " where s.step = 'failed' and sessions.id = '%s'".formatted(started.sessionId())))
                .containsEntry("said", code.equals("unknown_error") ? "" : error);
    }

    @ParameterizedTest
    @CsvSource({"''", "code=", "code=a&code=b"})
    void failsWhereTheUtilitySaysNothingUsable(String query) {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        assertThat(comeBack("odd", query + "&state=" + started.state(), started).code()).isEqualTo("protocol_error");
    }

    // ---- forged, reused, foreign

    @Test
    void changesNothingForAnUnknownState() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        String guess = started.state().substring(0, 42) + (started.state().endsWith("A") ? "B" : "A");

        for (String query : List.of("code=x&state=" + guess, "code=x&state=", "code=x", "state=%00&code=x",
                "code=x&state=" + started.state() + "&state=" + started.state(), "error=access_denied&state=" + guess,
                "code=x&state=" + "A".repeat(5000))) {
            assertThat(comeBack("odd", query, started)).as(query).isEqualTo(STATE_INVALID);
        }
        assertPending(started);
    }

    @Test
    void changesNothingForAnotherBrowser() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        Started other = start("stranger", facilityOf("stranger", OWNER_OPERATOR), "odd");
        var wrongValue = new Started(started.sessionId(), started.redirectUrl(), started.cookieName(),
                other.cookieValue());
        String query = "code=x&state=" + started.state();

        assertThat(comeBack("odd", query, null)).isEqualTo(STATE_INVALID);
        assertThat(comeBack("odd", query, other)).isEqualTo(STATE_INVALID);
        assertThat(comeBack("odd", query, wrongValue)).isEqualTo(STATE_INVALID);
        assertThat(comeBack("odd", "error=access_denied&state=" + started.state(), other)).isEqualTo(STATE_INVALID);
        assertPending(started);
        assertPending("stranger", other);
    }

    @Test
    void changesNothingOnTheCallbackOfAnotherUtility() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        URI atOdd = URI.create(Surroundings.PUBLIC_URL + "/green-button/callback/sce?code=x&state=" + started.state());

        assertThat(comeBack(atOdd, started)).isEqualTo(STATE_INVALID);
        assertThat(comeBack("nobody", "code=x&state=" + started.state(), started)).isEqualTo(STATE_INVALID);
        assertPending(started);
    }

    @Test
    void changesNothingWhereTheIssuerIsNotTheUtility() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "strict");
        String query = "error=access_denied&state=" + started.state();

        assertThat(comeBack("strict", query, started)).isEqualTo(STATE_INVALID);
        assertThat(comeBack("strict", query + "&iss=https%3A%2F%2Fevil.example", started)).isEqualTo(STATE_INVALID);
        assertPending(started);
        assertThat(comeBack("strict", query + "&iss=https%3A%2F%2Fstrict.example", started).code())
                .isEqualTo("user_cancelled");
    }

    @Test
    void letsNothingInTheRequestChooseTheTarget() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        assertThat(comeBack("odd", "error=access_denied&return_url=https%3A%2F%2Fevil.example&sessionId=x&state="
                + started.state(), started).sessionId()).isEqualTo(started.sessionId().toString());
    }

    // ---- once

    @Test
    void showsTheFirstOutcomeAgain() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");
        URI callback = customer.approve(started.redirectUrl(), "owner", "password");
        Returned first = comeBack(callback, started);

        assertThat(comeBack(callback, started)).isEqualTo(first);
        assertThat(comeBack("pge", "error=access_denied&state=" + started.state(), started)).isEqualTo(first);
        assertThat(comeBack(callback, null)).isEqualTo(STATE_INVALID);
        assertThat(exchanges("pge", facility)).isEqualTo(1);
    }

    @Test
    void exchangesACodeOnceHoweverManyCallbacksComeAtOnce() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");
        URI callback = customer.approve(started.redirectUrl(), "owner", "password");

        List<CompletableFuture<Returned>> callbacks = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> comeBack(callback, started)))
                .toList();
        assertThat(callbacks.stream().map(CompletableFuture::join).map(Returned::status))
                .isSubsetOf("authorized", "pending").contains("authorized");

        assertThat(comeBack(callback, started).status()).isEqualTo("authorized");
        assertThat(exchanges("pge", facility)).isEqualTo(1);
        kafka.awaitEvent(Topic.AUTHORIZATIONS, event -> event.subject().equals(facility.toString()));
        assertThat(kafka.events(Topic.AUTHORIZATIONS, event -> event.subject().equals(facility.toString()))).hasSize(1);
    }

    @Test
    void refusesAStarterWhoMayNoLongerAuthorize() {
        UUID facility = facilityOf("owner", "operator", ACCEPTED);
        Started started = start("operator", facility, "pge");
        // Before the withdrawal has ended the session.
        execute("update facilities set operator_status = 'undeliverable' where facility_id = '%s'".formatted(facility));

        assertThat(comeBack(customer.approve(started.redirectUrl(), "operator", "password"), started).code())
                .isEqualTo("not_permitted");
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(
                authorizationOf(facility)))).isEmpty();
    }

    @Test
    void ignoresFacilityEventsThatAreRepeatedOrStale() {
        UUID facility = facilityOf("owner", "operator", ACCEPTED);
        publish(facility, 3, "owner", OWNER, "operator", UNDELIVERABLE, false);
        publish(facility, 2, "owner", OWNER, "operator", ACCEPTED, false);
        UUID after = facilityOf("owner", OWNER_OPERATOR);

        assertThat(rows("select 1 from facilities where facility_id = '%s'".formatted(after))).hasSize(1);
        postStart(token("operator", "commercial"), facility, "pge", null).expectStatus().isNotFound();
    }

    // ---- status

    @Test
    void showsASessionToItsStarterOnly() {
        UUID facility = facilityOf("owner", "operator", ACCEPTED);
        Started started = start("operator", facility, "pge");
        String uri = "/green-button/status?sessionId=" + started.sessionId();

        read(uri, token("operator", "commercial")).expectStatus().isOk();
        read(uri, owner()).expectStatus().isNotFound();
        read(uri, token("stranger", "commercial")).expectStatus().isNotFound();
        read(uri, admin().value()).expectStatus().isNotFound();
        http.get().uri(uri).exchange().expectStatus().isUnauthorized();
        read("/green-button/status?sessionId=" + UUID.randomUUID(), owner()).expectStatus().isNotFound();
        read("/green-button/status?sessionId=seven", owner()).expectStatus().isBadRequest();
        read("/green-button/status", owner()).expectStatus().isBadRequest();
    }

    private void assertPending(Started started) {
        assertPending("owner", started);
    }

    private void assertPending(String user, Started started) {
        assertThat(status(user, started.sessionId()).path("status").asString()).isEqualTo("pending");
        assertThat(row("select state from sessions where id = '%s'".formatted(started.sessionId())).get("state"))
                .isEqualTo("pending");
    }

    /** How often this facility became authorized, and that the utility never saw a code twice. */
    private long exchanges(String provider, UUID facility) {
        assertThat(Surroundings.UTILITIES.requests(provider)).filteredOn(request -> request.method().equals("POST")
                && request.target().endsWith("/oauth/token")).allMatch(request -> request.status() == 200);
        return rows("select 1 from authorization_steps s join authorizations a on a.id = s.authorization_id "
                + "where s.step = 'authorized' and a.facility_id = '%s'".formatted(facility)).size();
    }
}
