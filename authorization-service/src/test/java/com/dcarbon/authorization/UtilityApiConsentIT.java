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

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;

/** From the browser's return until UtilityAPI has an outcome, which may take hours. */
class UtilityApiConsentIT extends UtilityApiIT {
    private final UUID facility = UUID.randomUUID();

    @BeforeEach
    void know() {
        publish(facility, 1, "owner", OWNER_OPERATOR, null, null, false);
    }

    @Test
    void waitsUntilUtilityApiHasTheMeters() {
        Started started = waiting(facility);
        assertThat(statusOf(started).path("status").asString()).isEqualTo("pending");

        referred(given());
        askNow(started);
        awaitStatus(started, "authorized");
        var snapshot = (AuthorizationSnapshot) kafka.awaitEvent(Topic.AUTHORIZATION_STATUS,
                event -> event.subject().equals(facility.toString())
                        && ((AuthorizationSnapshot) event.data()).status() == AuthStatus.AUTHORIZED)
                .data();
        assertThat(snapshot.authId()).isEqualTo(uid);
        assertThat(snapshot.expiresAt()).hasToString("2199-07-01T09:03:11.653422Z");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "authorized");
        assertThat(row("select ip_address, actor_id from authorization_steps where step = 'authorized' and "
                + "authorization_id = '%s'".formatted(authorizationOf(facility))))
                .containsEntry("ip_address", "203.0.113.7").containsEntry("actor_id", "owner");
        assertThat(rows("select 1 from awaited_consents where session_id = '%s'".formatted(started.sessionId())))
                .isEmpty();
    }

    @Test
    void givesAccessWithoutAToken() {
        UUID authorization = authorizedHere(facility);
        stands(okJson(given())); // what was refused is read back
        var access = access(authorization, "0".repeat(64));
        assertThat(access.path("auth_id").asString()).isEqualTo(uid);
        assertThat(access.path("provider_id").asString()).isEqualTo("other");
        assertThat(access.path("access_token").isNull()).isTrue();
        assertThat(access.path("expires_at").isNull()).isTrue();
        assertThat(rows("select 1 from authorization_tokens where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
        execute("update authorizations set status = 'pending' where id = '%s'".formatted(authorization));
        refused(authorization, 409, "authorization_not_active");
        execute("update authorizations set status = 'authorized' where id = '%s'".formatted(authorization));
    }

    @Test
    void asksAgainWhileUtilityApiDoesNotKnowTheReferralYet() {
        referred();
        Started started = startForm(facility);
        assertThat(referredBack(started).status()).isEqualTo("pending");
        awaitAsked(started);
        referred(given());
        askNow(started);
        awaitStatus(started, "authorized");
    }

    @Test
    void waitsOnceAndAuthorizesOnceHoweverManyCallbacksCome() {
        referred(given());
        Started started = startForm(facility);
        List<CompletableFuture<Returned>> callbacks = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> referredBack(started)))
                .toList();
        assertThat(callbacks).allSatisfy(callback -> assertThat(callback.join().sessionId())
                .isEqualTo(started.sessionId().toString()));
        awaitStatus(started, "authorized");
        assertThat(referredBack(started).status()).as("a replay shows the outcome").isEqualTo("authorized");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "authorized");
        Surroundings.STUBS.verify(1, getRequestedFor(urlPathEqualTo(API + "/authorizations"))
                .withQueryParam("referrals", equalTo(referral)));
    }

    @Test
    void believesNoReferralOfAnotherSessionsForm() {
        referred(given().replace(form, "f-of-somebody-else"));
        Started started = startForm(facility);
        referredBack(started);
        assertThat(awaitStatus(started, "failed").path("code").asString()).isEqualTo("consent_mismatch");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "failed consent_mismatch");
    }

    @Test
    void changesNothingForAnotherBrowserOrState() {
        Started started = startForm(facility);
        assertThat(comeBackWith("referral=" + referral + "&state=" + started.state(), null).code())
                .isEqualTo("state_invalid");
        assertThat(comeBackWith("referral=" + referral + "&state=" + "x".repeat(43), started).code())
                .isEqualTo("state_invalid");
        assertThat(comeBack("other", "code=x&state=" + started.state(), started).code())
                .as("the other method's callback").isEqualTo("state_invalid");
        assertThat(statusOf(started).path("status").asString()).isEqualTo("pending");
        assertThat(rows("select 1 from awaited_consents where session_id = '%s'".formatted(started.sessionId())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"access_denied, user_cancelled", "utility_down, utility_maintenance", "server_error, provider_down",
            "access_locked, account_locked", "incomplete_registration, no_online_account"})
    void saysWhyThereIsNoConsent(String error, String code) {
        Started started = startForm(facility);
        Returned returned = comeBackWith("referral=x&error=" + error + "&error_description=%3Cb%3E&state="
                + started.state(), started);
        assertThat(returned).isEqualTo(new Returned(started.sessionId().toString(), "failed", code));
        assertThat(statusOf(started).path("errorMessage").asString()).contains("OTHER").doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource({"errored, access_locked, account_locked", "errored, mfa_timeout, mfa_timeout",
            "updated, meters_full, no_meters"})
    void failsWithWhatUtilityApiFound(String status, String note, String code) {
        referred(authorization(status, note, code.equals("no_meters") ? "" : METER));
        Started started = startForm(facility);
        referredBack(started);
        assertThat(awaitStatus(started, "failed").path("code").asString()).isEqualTo(code);
    }

    @Test
    void renewsWhatUtilityApiHasAlreadyInsteadOfAskingForAnotherAuthorization() {
        referred(authorization("errored", "access_invalid", METER));
        Started first = startForm(facility);
        referredBack(first);
        awaitStatus(first, "failed");

        stands(okJson(authorization("errored", "access_invalid", METER)));
        Started second = started(postForm(owner(), facility, null));
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo(API + "/forms"))
                .withRequestBody(matchingJsonPath("$.authorization_uid", equalTo(uid))));
        referred(given().replace(form, "f-of-the-first-time"));
        referredBack(second);
        awaitStatus(second, "authorized");

        assertThat(row("select auth_id, attempt from authorizations where facility_id = '%s'".formatted(facility)))
                .containsEntry("auth_id", uid).containsEntry("attempt", 2);
    }

    @ParameterizedTest
    @CsvSource({"is_revoked", "is_expired"})
    void renewsNothingThatHasEndedThere(String flag) {
        referred(flagged(pending(), "is_declined"));
        Started first = startForm(facility);
        referredBack(first);
        awaitStatus(first, "failed");
        stands(okJson(flagged(given(), flag)));
        started(postForm(owner(), facility, null));
        Surroundings.STUBS.verify(0, postRequestedFor(urlEqualTo(API + "/forms"))
                .withRequestBody(matchingJsonPath("$.authorization_uid")));
    }

    @ParameterizedTest
    @CsvSource({"401", "503"})
    void failsNoCustomerForTroubleOfOursOrOfUtilityApi(int status) {
        referred(aResponse().withStatus(status));
        Started started = startForm(facility);
        referredBack(started);
        awaitAsked(started);
        assertThat(statusOf(started).path("status").asString()).isEqualTo("pending");
        referred(given());
        askNow(started);
        awaitStatus(started, "authorized");
    }

    @Test
    void givesUpWhenPatienceEnds() {
        Started started = waiting(facility);
        execute("update awaited_consents set since = now() - interval '49 hours', next_attempt = now() "
                + "where session_id = '%s'".formatted(started.sessionId()));
        assertThat(awaitStatus(started, "failed").path("code").asString()).isEqualTo("timed_out");
    }

    @Test
    void givesAConsentBackThatComesAfterANewerStartAtAnotherUtility() {
        Started started = waiting(facility);
        // From the newer start on it may be given back at any time.
        revocable();
        start("owner", facility, "pge");
        assertThat(statusOf(started).path("code").asString()).isEqualTo("superseded");
        referred(given());
        askNow(started);
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
        assertThat(rows("select 1 from awaited_consents where session_id = '%s'".formatted(started.sessionId())))
                .isEmpty();
    }

    @Test
    void givesAConsentBackThatComesAfterTheSessionHasExpired() {
        Started started = startForm(facility);
        execute("update sessions set expires_at = now() where id = '%s'".formatted(started.sessionId()));
        revocable();
        referred(given());
        assertThat(referredBack(started).status()).isEqualTo("expired");
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
        assertThat(statusOf(started).path("code").asString()).isEqualTo("timed_out");
    }

    private void revocable() {
        Surroundings.STUBS.stubFor(post(urlEqualTo(API + "/authorizations/" + uid + "/revoke"))
                .willReturn(okJson(flagged(given(), "is_revoked"))));
    }

    @Test
    void showsNothingToOthersThanItsStarter() {
        Started started = startForm(facility);
        read("/utility-api/status?sessionId=" + started.sessionId(), token("stranger", "commercial")).expectStatus()
                .isNotFound();
        read("/green-button/status?sessionId=" + started.sessionId(), owner()).expectStatus().isNotFound();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus())
                .containsPattern("dcarbon_provider_calls_seconds_count\\{.*call=\"form_create\".*provider=\"other\""));
    }
}
