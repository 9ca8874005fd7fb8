// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.rotation.SecondReplica;
import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.authorization.AuthorizationTokenRotated;
import com.dcarbon.events.authorization.AuthorizationTokenRotated.Means;
import com.dcarbon.events.authorization.AuthorizationTokenRotationFailed;

/** Tokens that are due for rotation, whether or not anybody asks for them. */
class RotationIT extends OddUtilityIT {

    @BeforeEach
    void endPausesOfOthers() {
        endPausesOfProviders();
    }

    @Test
    void rotatesWhatIsDueAndTellsEverybodyOnce() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorizedAtOdd(facility, tokensWithRecord());
        refreshed("rt-" + code, okJson(tokens("2").replace("\"resourceURI\"",
                "\"authorizationURI\":\"%s/Authorization/new-%s\",\"resourceURI\"".formatted(DATA, code))));
        String first = access(authorization, null).path("access_token").asString();
        makeRotationDue(authorization);

        awaitVersion(authorization, 2);
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at2-" + code)
                .isNotEqualTo(first);
        verifyRefreshes("rt-" + code, 1);
        assertThat(row("select auth_id, status, version from authorizations where id = '%s'".formatted(authorization)))
                .containsEntry("auth_id", "new-" + code).containsEntry("status", "authorized")
                .containsEntry("version", 3L);
        assertThat(rows("""
                select 1 from authorization_tokens where authorization_id = '%s' and rotation_attempts = 0
                  and authorization_no = 'new-%s' and rotated_at > now() - interval '1 minute'
                  and rotate_at between rotated_at + interval '83 days' and rotated_at + interval '90 days'"""
                .formatted(authorization, code))).hasSize(1);
        assertThat(steps(authorization)).endsWith("token_rotated").containsOnlyOnce("token_rotated");
        var rotated = (AuthorizationTokenRotated) told(facility, Topic.AUTHORIZATIONS, "authorization_token_rotated")
                .data();
        assertThat(rotated.means()).isEqualTo(Means.REFRESH_GRANT);
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 3).data();
        assertThat(snapshot.authId()).isEqualTo("new-" + code);
        told(facility, Topic.AUDIT, "authorization_token_rotated");
    }

    @Test
    void tellsPeopleAfterTheAttemptsConfiguredAndKeepsTheAuthorization() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorizedAtOdd(facility);
        refreshed("rt-" + code, aResponse().withStatus(401).withBody("{\"error\":\"invalid_client\"}"));
        for (int attempt = 1; attempt <= 4; attempt++) {
            makeRotationDue(authorization);
            awaitFailedRotations(authorization, attempt);
            assertThat(steps(authorization).stream().filter(step -> step.startsWith("token_rotation_failed")))
                    .as("after attempt %d", attempt).hasSize(attempt < 3 ? 0 : 1);
        }
        assertAuthorized(authorization);
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at-" + code);
        var failed = (AuthorizationTokenRotationFailed) told(facility, Topic.AUTHORIZATIONS,
                "authorization_token_rotation_failed").data();
        assertThat(failed.attempt()).isEqualTo(3);
        assertThat(failed.code()).isEqualTo("rotation_refused");
        told(facility, Topic.AUDIT, "authorization_token_rotation_failed");
        assertThat(row("select provider_code from authorization_steps where step = 'token_rotation_failed' and "
                + "authorization_id = '%s'".formatted(authorization))).containsEntry("provider_code",
                        "status 401 invalid_client");

        refreshed("rt-" + code, okJson(tokens("2")));
        makeRotationDue(authorization);
        awaitVersion(authorization, 2);
        assertThat(steps(authorization)).endsWith("token_rotated");
    }

    @Test
    void asksTheCustomerOnlyWhereTheUtilitySaysThatTheGrantIsGone() {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        makeRotationDue(authorization);

        await().atMost(PATIENCE).until(() -> statusOf(authorization).equals("reauthorization_required"));
    }

    @Test
    void leavesAUtilityAloneOnEveryReplicaThatWishesFewerRequests(@Autowired BeanFactory beans) {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, aResponse().withStatus(429).withHeader("Retry-After", "60"));
        makeRotationDue(authorization);

        awaitFailedRotations(authorization, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                "select 1 from provider_paces where account = 'rotation:odd' and paused_until > now()"))
                .hasSize(1));
        assertThat(rows("""
                select 1 from authorization_tokens where refresh_not_before >= now() and rotate_at >= refresh_not_before
                  and authorization_id = '%s'""".formatted(authorization))).hasSize(1);
        refreshed("rt-" + code, okJson(tokens("2")));
        makeRotationDue(authorization);
        new SecondReplica(beans).work();
        verifyRefreshes("rt-" + code, 1);

        endPausesOfProviders();
        awaitVersion(authorization, 2);
    }

    @Test
    void usesTheFormerRefreshTokenWhereTheNewOneNeverWorked(@Autowired SecretCipher cipher) {
        UUID authorization = authorizedAtOdd();
        String former = cipher.seal("former-" + code,
                new Place("authorization_tokens", "previous_refresh_token", authorization));
        execute("update authorization_tokens set previous_refresh_token = '%s' where authorization_id = '%s'"
                .formatted(former, authorization));
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        refreshed("former-" + code, okJson(tokens("2")));
        makeRotationDue(authorization);

        awaitVersion(authorization, 2);
        assertAuthorized(authorization);
        assertThat(rows("select 1 from authorization_tokens where previous_refresh_token is null and "
                + "authorization_id = '%s'".formatted(authorization))).hasSize(1);
    }

    @Test
    void keepsTheFormerRefreshTokenUntilTheNewOneWorkedThoughTheRecordCanBeRead(@Autowired SecretCipher cipher) {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        String former = cipher.seal("former-" + code,
                new Place("authorization_tokens", "previous_refresh_token", authorization));
        execute("update authorization_tokens set previous_refresh_token = '%s' where authorization_id = '%s'"
                .formatted(former, authorization));
        record(okJson(ENTRY.formatted("1")));
        execute("update authorization_checks set next_attempt = now() where authorization_id = '%s'"
                .formatted(authorization));
        await().atMost(PATIENCE).until(() -> rows("select 1 from authorization_checks where authorization_id = '%s'"
                .formatted(authorization)).isEmpty());
        assertThat(rows("select 1 from authorization_tokens where previous_refresh_token is not null and "
                + "authorization_id = '%s'".formatted(authorization))).hasSize(1);

        refreshed("rt-" + code, okJson(tokens("2")));
        makeRotationDue(authorization);
        awaitVersion(authorization, 2);
        assertThat(rows("select 1 from authorization_tokens where previous_refresh_token is null and "
                + "authorization_id = '%s'".formatted(authorization))).hasSize(1);
    }

    @Test
    void readsTheRecordOfNewTokensThoughThatOfTheFormerIsBeingRead() {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        assertThat(execute("update authorization_checks set next_attempt = now(), lease_id = '%s', "
                .formatted(UUID.randomUUID())
                + "leased_until = now() + interval '1 hour' where authorization_id = '%s'".formatted(authorization)))
                .isOne();
        refreshed("rt-" + code, okJson(tokens("2")));
        makeRotationDue(authorization);
        awaitVersion(authorization, 2);

        assertThat(rows("""
                select 1 from authorization_checks
                where lease_id is null and next_attempt > now() + interval '30 seconds' and authorization_id = '%s'"""
                .formatted(authorization))).hasSize(1);
    }

    @Test
    void rotatesEachOfManyOnceWithTwoReplicasAlthoughSomeFailFirst(@Autowired SecretCipher cipher,
            @Autowired BeanFactory beans) throws SQLException {
        var many = new ManyAuthorizations(Objects.requireNonNull(database), cipher, 200, "now()");
        CompletableFuture.runAsync(() -> new SecondReplica(beans).work()).join();

        await().atMost(PATIENCE).untilAsserted(() -> {
            // As if the pause were over, during which nobody repeats what failed.
            execute("update authorization_tokens set leased_until = now(), refresh_not_before = null where refresh_failures > 0 and "
                    + "leased_until > now() and refresh_not_before > now() and " + many.inSql());
            assertThat(rows("select 1 from authorization_tokens where version = 2 and rotation_attempts = 0 and "
                    + many.inSql())).hasSize(many.size());
        });
        for (int index = 0; index < many.size(); index++) {
            assertThat(Surroundings.MANY.asked(many.refreshToken(index)))
                    .isEqualTo(ManyAuthorizations.isFailing(index) ? 2 : 1);
        }
        assertThat(rows("select 1 from authorization_steps where step = 'token_rotated' and " + many.inSql()))
                .hasSize(many.size());
    }

    private Event<? extends EventData> told(UUID facility, Topic topic, String type) {
        return kafka.awaitEvent(topic,
                event -> event.subject().equals(facility.toString()) && event.type().equals(type));
    }

    private void makeRotationDue(UUID authorization) {
        execute("update authorization_tokens set rotate_at = now(), refresh_not_before = null, leased_until = null "
                + "where authorization_id = '%s'".formatted(authorization));
    }

    private void awaitVersion(UUID authorization, long version) {
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where version = %d and authorization_id = '%s'".formatted(version,
                        authorization))
                .isEmpty());
    }

    private void awaitFailedRotations(UUID authorization, int attempts) {
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where rotation_attempts = %d and authorization_id = '%s'"
                        .formatted(attempts, authorization))
                .isEmpty());
    }
}
