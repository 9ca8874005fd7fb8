// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** Ends at UtilityAPI, and processes that die on the way. */
class UtilityApiEndIT extends UtilityApiIT {

    @Test
    void endsItHereAtOnceAndThereWhenUtilityApiIsBack() {
        UUID authorization = authorizedHere();
        revocations(aResponse().withStatus(503));
        revoke(authorization, owner(), "{}").expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.warning").value(String.class, warning -> assertThat(warning)
                        .contains("UtilityAPI, which connects us with this utility, deletes its copy of the data"));
        revoke(authorization, owner()).expectStatus().is2xxSuccessful();
        assertThat(statusOf(authorization)).isEqualTo("revoked");
        refused(authorization, 409, "authorization_not_active");
        awaitAttempts(authorization, 1);

        revocations(okJson(given())); // says 200, and is not revoked
        makeDue(authorization);
        awaitAttempts(authorization, 2);
        revocations(okJson(flagged(given(), "is_revoked")));
        makeDue(authorization);
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps(authorization)).containsExactly("started",
                "authorized", "revoked revoked_by_user", "revoked_at_utility"));
    }

    @Test
    void isDoneWhenUtilityApiHasNoSuchAuthorizationAnyMore() {
        UUID authorization = authorizedHere();
        revocations(aResponse().withStatus(404));
        revoke(authorization, owner()).expectStatus().is2xxSuccessful();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo(API + "/authorizations/" + uid + "/revoke")));
    }

    @Test
    void revokesWhatStillWaitsAndGivesItBack() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = waiting(facility);
        revocations(okJson(flagged(given(), "is_revoked")));
        revoke(authorizationOf(facility), owner()).expectStatus().is2xxSuccessful();
        askNow(started);
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
        assertThat(statusOf(authorizationOf(facility))).isEqualTo("revoked");
    }

    @Test
    void goesOnWithWhatADeadProcessHeldAndLeavesRunningWorkToItsHolder() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = waiting(facility);
        referred(given());
        hold(started, "now() + interval '1 hour'");
        UUID other = authorizedElsewhere();
        assertThat(statusOf(other)).isEqualTo("authorized");
        assertThat(statusOf(started).path("status").asString()).isEqualTo("pending");

        hold(started, "now() - interval '1 second'");
        awaitStatus(started, "authorized");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "authorized");
    }

    @Test
    void authorizesOnceThoughTheProcessDiesBetweenAnswerAndCommit() throws SQLException {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = waiting(facility);
        referred(given());
        dyingInTheCommitOf(started);
        assertThat(statusOf(started).path("status").asString()).as("nothing is half done").isEqualTo("pending");

        execute("update awaited_consents set leased_until = now() where session_id = '%s'"
                .formatted(started.sessionId()));
        awaitStatus(started, "authorized");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "authorized");
        assertThat(rows("""
                select 1 from outbox
                where subject = '%s' and type = 'authorization_created' and topic = 'dcarbon.authorizations'"""
                .formatted(facility))).hasSize(1);
    }

    private void dyingInTheCommitOf(Started started) throws SQLException {
        try (Connection holder = Objects.requireNonNull(database).connect(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery("select 1 from sessions where id = '%s' for update".formatted(started.sessionId()));
            askNow(started);
            await().atMost(PATIENCE).until(() -> !rows("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name = 'authorization-service' and wait_event_type = 'Lock'
                      and datname = current_database()""").isEmpty());
            holder.rollback();
        }
    }

    private void hold(Started started, String until) {
        assertThat(execute("update awaited_consents set next_attempt = now(), lease_id = '%s', leased_until = %s "
                .formatted(UUID.randomUUID(), until) + "where session_id = '%s'".formatted(started.sessionId())))
                .isOne();
    }

    private UUID authorizedElsewhere() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = startForm(facility);
        comeBackWith("referral=" + referral + "&state=" + started.state(), started);
        awaitStatus(started, "authorized");
        return authorizationOf(facility);
    }

    private void revocations(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo(API + "/authorizations/" + uid + "/revoke")).willReturn(answer));
    }
}
