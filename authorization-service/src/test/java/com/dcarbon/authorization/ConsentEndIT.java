// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.platform.work.BackgroundLoop;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** When a customer's consent ends, as the utility's Authorization resource says. */
class ConsentEndIT extends OddUtilityIT {
    @Autowired
    @Qualifier("authorizationChecksLoop")
    private BackgroundLoop checks;

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void learnsFromTheRecordWhenTheConsentEndsAndTellsIt() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorizedAtOdd(facility, tokensWithRecord());
        assertThat(rows("""
                select 1 from authorization_checks where authorization_id = '%s' and attempts = 0
                  and next_attempt between now() + interval '10 seconds' and now() + interval '1 minute'"""
                .formatted(authorization))).as("is read after a moment").hasSize(1);
        record(standing(today, Duration.ofDays(400)));
        look(authorization);

        await().atMost(PATIENCE).until(() -> today.plus(Duration.ofDays(400)).equals(expiresAt(authorization)));
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString()) && event.sequence() == 3).data();
        assertThat(snapshot.expiresAt()).isEqualTo(today.plus(Duration.ofDays(400)));

        record(standing(today, Duration.ZERO));
        look(authorization);
        await().atMost(PATIENCE).until(() -> expiresAt(authorization) == null);
        assertAuthorized(authorization);
    }

    @Test
    void asksTheCustomerAgainWhenTheConsentIsOver() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID authorization = authorizedAtOdd(facility, tokensWithRecord());
        record(standing(today.minus(Duration.ofDays(2)), Duration.ofDays(1)));
        overAt(authorization, today.minusSeconds(60));

        await().atMost(PATIENCE).until(() -> statusOf(authorization).equals("reauthorization_required"));
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
        var required = (ReauthorizationRequired) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString())
                        && event.type().equals("reauthorization_required"))
                .data();
        assertThat(required.code()).isEqualTo("expired");
        assertThat(required.message()).contains("Odd Electric");
    }

    @Test
    void believesTheRecordThatTheConsentWasProlonged() {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        record(standing(today, Duration.ofDays(30)));
        overAt(authorization, today.minusSeconds(60));

        await().atMost(PATIENCE).until(() -> today.plus(Duration.ofDays(30)).equals(expiresAt(authorization)));
        assertAuthorized(authorization);
    }

    @Test
    void holdsToWhatWasSaidLastWhereTheRecordCanNoLongerBeRead() {
        UUID authorization = authorizedAtOdd();
        overAt(authorization, today.minusSeconds(60));

        await().atMost(PATIENCE).until(() -> statusOf(authorization).equals("reauthorization_required"));
        assertThat(steps(authorization)).endsWith("reauthorization_required expired");
    }

    @Test
    void callsARefusedRefreshAfterTheEndExpired() {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        record(aResponse().withStatus(500));
        refreshed("rt-" + code, aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        age(authorization);
        overAt(authorization, today.minusSeconds(60));

        refused(authorization, 409, "authorization_not_active");
        assertThat(steps(authorization)).endsWith("reauthorization_required expired");
    }

    private static ResponseDefinitionBuilder standing(Instant start, Duration duration) {
        return okXml("""
                <entry xmlns="http://www.w3.org/2005/Atom"><content><Authorization xmlns="http://naesb.org/espi">
                <authorizedPeriod><duration>%d</duration><start>%d</start></authorizedPeriod>
                <publishedPeriod><duration>1</duration><start>2</start></publishedPeriod>
                <status>1</status></Authorization></content></entry>""".formatted(duration.toSeconds(),
                start.getEpochSecond()));
    }

    private void look(UUID authorization) {
        execute("""
                insert into authorization_checks (authorization_id, since, next_attempt) values ('%s', now(), now())
                on conflict (authorization_id) do update set next_attempt = now()""".formatted(authorization));
        checks.wake();
    }

    private void overAt(UUID authorization, Instant end) {
        execute("delete from authorization_checks where authorization_id = '%s'".formatted(authorization));
        execute("update authorizations set expires_at = '%s' where id = '%s'".formatted(end, authorization));
        checks.wake();
    }

    private @Nullable Instant expiresAt(UUID authorization) {
        Object end = row("select expires_at from authorizations where id = '%s'".formatted(authorization))
                .get("expires_at");
        return end == null ? null : ((Timestamp) end).toInstant();
    }
}
