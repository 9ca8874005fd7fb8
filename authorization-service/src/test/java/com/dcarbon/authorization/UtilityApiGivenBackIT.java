// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;

/** Consents at UtilityAPI that come when nobody waits for them any more, and those that come beside their end. */
@ExtendWith(OutputCaptureExtension.class)
class UtilityApiGivenBackIT extends UtilityApiIT {
    /** Not asked again by itself while a test lasts. */
    private static final ResponseDefinitionBuilder DOWN = aResponse().withStatus(503).withHeader("Retry-After", "7200");

    @Test
    void givesAConsentBackThatComesAfterTheAuthorizationWasRevoked() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = startForm(facility);
        revoke(authorizationOf(facility), owner()).expectStatus().is2xxSuccessful();

        revocations(DOWN);
        referred(given());
        assertThat(referredBack(started).code()).isEqualTo("revoked_by_user");
        awaitAttempts(started.sessionId(), 1);
        revocations(revoked());
        makeDue(started.sessionId());
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");

        assertThat(referredBack(started).code()).as("once more").isEqualTo("revoked_by_user");
        assertThat(rows("select 1 from awaited_consents where session_id = '%s'".formatted(started.sessionId())))
                .isEmpty();
        Surroundings.STUBS.verify(1, getRequestedFor(urlPathEqualTo(API + "/authorizations"))
                .withQueryParam("referrals", equalTo(referral)));
    }

    @Test
    void givesAConsentBackThatComesAfterItsStarterLostAccess() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = startForm(facility);
        // Before the withdrawal has ended the session.
        execute("update facilities set owner_id = 'another' where facility_id = '%s'".formatted(facility));
        revocations(revoked());
        referred(given());

        assertThat(referredBack(started).code()).isEqualTo("not_permitted");
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "failed not_permitted",
                "revoked_at_utility");
    }

    @Test
    void givesAConsentBackWhoseSessionIsSupersededWhileItsBrowserComes() throws SQLException {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = startForm(facility);
        revocations(revoked());
        referred(given());
        CompletableFuture<Returned> returning;
        try (var holder = Objects.requireNonNull(database).connect(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeUpdate(
                    """
                            update sessions set state = 'superseded', seed = null, page = null, ended_at = now(),
                                failure_code = 'superseded', failure_message = 'm', failure_action = 'a', failure_retryable = true
                            where id = '%s'"""
                            .formatted(started.sessionId()));
            returning = CompletableFuture.supplyAsync(() -> referredBack(started));
            await().atMost(PATIENCE).until(() -> !rows("""
                    select 1 from pg_stat_activity
                    where application_name = 'authorization-service' and wait_event_type = 'Lock'
                      and datname = current_database() and query like '%from sessions%'""").isEmpty());
            holder.commit();
        }
        assertThat(returning.join().code()).isEqualTo("superseded");
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
    }

    @Test
    void saysSoWhenItCannotBeReadWhatIsToBeGivenBack(CapturedOutput output) {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = startForm(facility);
        revoke(authorizationOf(facility), owner()).expectStatus().is2xxSuccessful();
        referred(aResponse().withStatus(503));
        referredBack(started);
        awaitAsked(started);
        execute("update awaited_consents set since = now() - interval '49 hours', next_attempt = now() "
                + "where session_id = '%s'".formatted(started.sessionId()));

        await().atMost(PATIENCE).until(() -> rows("select 1 from awaited_consents where session_id = '%s'"
                .formatted(started.sessionId())).isEmpty());
        assertThat(output.getAll().lines()).anyMatch(line -> line.contains(started.sessionId().toString())
                && line.contains("ALERT: a consent that nobody waits for may stand at the provider"));
    }

    @Test
    void letsWhatIsToBeGivenBackStandWhileItIsRenewedAndAfter() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID givenBack = givenBackInVain(facility);
        Started renewing = renewing(facility);
        revocations(revoked());

        makeDue(givenBack);
        awaitPostponed(givenBack);
        referred(given());
        referredBack(renewing);
        awaitStatus(renewing, "authorized");
        makeDue(givenBack);
        assertThat(awaitOutcome(givenBack)).isEqualTo("used_again");
        assertThat(rows("select 1 from authorizations where status = 'authorized' and auth_id = '%s'".formatted(uid)))
                .hasSize(1);
        Surroundings.STUBS.verify(1, revocation());
    }

    @Test
    void givesItBackOnceTheRenewalCameToNothing() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID givenBack = givenBackInVain(facility);
        Started renewing = renewing(facility);
        revocations(revoked());
        makeDue(givenBack);
        awaitPostponed(givenBack);

        comeBackWith("error=access_denied&state=" + renewing.state(), renewing);
        makeDue(givenBack);
        assertThat(awaitOutcome(givenBack)).isEqualTo("revoked");
        assertThat(row("select attempts from revocations where id = '%s'".formatted(givenBack)))
                .containsEntry("attempts", 2);
    }

    @Test
    void renewsNothingThatIsBeingGivenBackJustNow() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID givenBack = givenBackInVain(facility);
        lease(givenBack);
        startForm(facility);
        Surroundings.STUBS.verify(0, formsThatRenew());

        execute("update revocations set lease_id = null, leased_until = null where id = '%s'".formatted(givenBack));
        stands(okJson(given()));
        forms(okJson(formJson()).withFixedDelay(2_500));
        var starting = CompletableFuture.supplyAsync(() -> postForm(owner(), facility, null));
        await().atMost(PATIENCE).untilAsserted(() -> Surroundings.STUBS.verify(1, formsThatRenew()));
        lease(givenBack);
        starting.join().expectStatus().isEqualTo(503).expectBody().jsonPath("$.code").isEqualTo("provider_unavailable");
        revocations(revoked());
        execute("update revocations set lease_id = null, leased_until = null, next_attempt = now() where id = '%s'"
                .formatted(givenBack));
    }

    /** A consent that came after a newer start elsewhere; UtilityAPI was asked once to end it, and is down. */
    private UUID givenBackInVain(UUID facility) {
        Started superseded = waiting(facility);
        // From the newer start on it may be given back at any time.
        revocations(DOWN);
        start("owner", facility, "pge");
        referred(given());
        askNow(superseded);
        UUID givenBack = superseded.sessionId();
        awaitAttempts(givenBack, 1);
        return givenBack;
    }

    private Started renewing(UUID facility) {
        stands(okJson(given()));
        Started renewing = startForm(facility);
        Surroundings.STUBS.verify(1, formsThatRenew());
        return renewing;
    }

    private RequestPatternBuilder formsThatRenew() {
        return postRequestedFor(urlEqualTo(API + "/forms"))
                .withRequestBody(matchingJsonPath("$.authorization_uid", equalTo(uid)));
    }

    private void awaitPostponed(UUID revocation) {
        await().atMost(PATIENCE)
                .until(() -> !rows(
                        """
                                select 1 from revocations
                                where outcome is null and lease_id is null and attempts = 1 and next_attempt > now() + interval '10 seconds'
                                  and id = '%s'"""
                                .formatted(revocation))
                        .isEmpty());
    }

    private void lease(UUID revocation) {
        execute("update revocations set lease_id = '%s', leased_until = now() + interval '1 hour' where id = '%s'"
                .formatted(UUID.randomUUID(), revocation));
    }

    private ResponseDefinitionBuilder revoked() {
        return okJson(flagged(given(), "is_revoked"));
    }

    private RequestPatternBuilder revocation() {
        return postRequestedFor(urlEqualTo(API + "/authorizations/" + uid + "/revoke"));
    }

    private void revocations(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo(API + "/authorizations/" + uid + "/revoke")).willReturn(answer));
    }
}
