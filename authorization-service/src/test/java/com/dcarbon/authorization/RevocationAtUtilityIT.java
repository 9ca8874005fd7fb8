// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.fault.Fault;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** Utilities that do not end an authorization at once, and processes that die on the way. */
class RevocationAtUtilityIT extends OddUtilityIT {
    private static final ResponseDefinitionBuilder STANDS = aResponse().withStatus(200).withBody(ENTRY.formatted("1"));
    private static final ResponseDefinitionBuilder ENDED = aResponse().withStatus(200).withBody(ENTRY.formatted("0"));

    /** Not asked again by itself while a test lasts. */
    private static final ResponseDefinitionBuilder BUSY = aResponse().withStatus(429)
            .withHeader("Retry-After", "7200");

    private final String ofTest = code;

    @Test
    void asksAgainWhateverTheUtilityAnswersUntilItIsDone() {
        Map<String, ResponseDefinitionBuilder> faults = new LinkedHashMap<>();
        faults.put("error", serverError());
        faults.put("busy", BUSY);
        faults.put("unauthorized", aResponse().withStatus(401));
        faults.put("forbidden", aResponse().withStatus(403));
        faults.put("not-allowed", aResponse().withStatus(405));
        faults.put("accepted", aResponse().withStatus(202));
        faults.put("slow", noContent().withFixedDelay(20_000));
        Map<String, UUID> revoked = new LinkedHashMap<>();
        faults.forEach((name, answer) -> revoked.put(name, revokedAt(name, answer, STANDS)));

        revoked.forEach((name, authorization) -> {
            awaitAttempts(authorization, 1);
            assertThat(sealed(authorization)).as(name).isNotEqualTo("null").doesNotContain("at-");
        });
        assertThat(rows("select 1 from revocations where next_attempt > now() + interval '7000 seconds' and id = '%s'"
                .formatted(revoked.get("busy")))).as("the utility's wish").hasSize(1);

        revoked.keySet().forEach(name -> of(name).deletion(noContent()));
        String open = "outcome is null and id in ('%s')".formatted(
                revoked.values().stream().map(UUID::toString).collect(Collectors.joining("', '")));
        await().atMost(PATIENCE).untilAsserted(() -> {
            // What is under way when its answer changes ends with another pause.
            execute("update revocations set next_attempt = now() where lease_id is null and " + open);
            assertThat(rows("select auth_id, attempts from revocations where " + open)).isEmpty();
        });
        revoked.forEach((name, authorization) -> {
            assertThat(awaitOutcome(authorization)).as(name).isEqualTo("revoked");
            assertThat(steps(authorization)).endsWith("revoked revoked_by_user", "revoked_at_utility");
        });
    }

    @Test
    void isContentWithWhatWasEndedBefore() {
        List<UUID> revoked = new ArrayList<>();
        revoked.add(revokedAt("not-found", aResponse().withStatus(404), STANDS));
        revoked.add(revokedAt("gone", aResponse().withStatus(410), STANDS));
        revoked.add(revokedAt("refused-because-ended", aResponse().withStatus(403), ENDED));
        revoked.add(revokedAt("accepted-and-done", aResponse().withStatus(202), ENDED));
        revoked.add(revokedAt("refused-because-away", aResponse().withStatus(400), aResponse().withStatus(404)));

        assertThat(revoked).allSatisfy(authorization -> {
            assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
            assertThat(rowOf(authorization).get("attempts")).isEqualTo(1);
        });
    }

    @Test
    void usesTheCustomersTokenWhereTheClientHasNone() {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"unsupported_grant_type\"}")));
        Surroundings.STUBS.stubFor(delete(urlEqualTo(recordPath()))
                .withHeader("Authorization", equalTo("Bearer at-" + code)).willReturn(noContent()));

        revoke(authorization, owner()).expectStatus().isOk();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
    }

    @Test
    void outlastsAFaultOfARealCustodian() {
        UUID authorization = authorized("owner", facilityOf("owner", OWNER_OPERATOR), "sdge");
        Surroundings.UTILITIES.faults("sdge")
                .switchOn(Fault
                        .read(Map.of("fault", "unavailable", "calls", "authorization", "times", "1")));
        revoke(authorization, owner()).expectStatus().isOk();
        awaitAttempts(authorization, 1);

        makeDue(authorization);
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
    }

    @Test
    void givesUpWhenPatienceEndsAndSaysSo() {
        UUID authorization = revokedAt("never", serverError(), STANDS);
        awaitAttempts(authorization, 1);
        execute("update revocations set requested_at = now() - interval '8 days', next_attempt = now() where id = '%s'"
                .formatted(authorization));

        assertThat(awaitOutcome(authorization)).isEqualTo("gave_up");
        assertThat(steps(authorization)).endsWith("not_revoked_at_utility gave_up");
        assertThat(prometheus()).containsPattern(
                "dcarbon_authorization_revocations_total\\{.*outcome=\"gave_up\",provider=\"odd\".*} [1-9]");
    }

    @Test
    void destroysTheTokenAloneWhereTheUtilityOffersNoRevocation() {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/strict/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(okJson(tokensWithRecord().replace("/odd/", "/strict/"))));
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "strict");
        assertThat(comeBack("strict", "code=%s&state=%s&iss=https://strict.example".formatted(code, started.state()),
                started).status()).isEqualTo("authorized");
        UUID authorization = authorizationOf(facility);

        revoke(authorization, owner()).expectStatus().isOk();
        assertThat(awaitOutcome(authorization)).isEqualTo("not_offered");
        assertThat(steps(authorization)).endsWith("not_revoked_at_utility not_offered");
    }

    @Test
    void goesOnAfterACrashAndLeavesRunningAttemptsToTheirHolder() {
        UUID crashed = revokedAt("crashed", BUSY, STANDS);
        UUID running = revokedAt("running", BUSY, STANDS);
        awaitAttempts(crashed, 1);
        awaitAttempts(running, 1);
        of("crashed").deletion(noContent());
        of("running").deletion(noContent());
        lease(running, "now() + interval '1 minute'");
        lease(crashed, "now() - interval '1 second'");

        assertThat(awaitOutcome(crashed)).isEqualTo("revoked");
        assertThat(rowOf(running).get("outcome")).isNull();
        lease(running, "null");
        assertThat(awaitOutcome(running)).isEqualTo("revoked");
    }

    @Test
    void letsAHolderWhoseTimeIsOverChangeNothing() {
        UUID authorization = revokedAt("taken-over", noContent().withFixedDelay(2_500), STANDS);
        await().atMost(PATIENCE).until(() -> rowOf(authorization).get("lease_id") != null);
        lease(authorization, "now() + interval '1 minute'");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus())
                .containsPattern("dcarbon_leases_lost_total\\{.*work=\"revocation\".*} [1-9]"));
        assertThat(rowOf(authorization).get("outcome")).isNull();
        lease(authorization, "now()");
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        assertThat(steps(authorization)).filteredOn("revoked_at_utility"::equals).hasSize(1);
    }

    @Test
    void endsNobodyElsesAuthorizationWhereTheUtilityNamesNone() {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensOfOneDataOnly());
        deletion(noContent());
        deletionWithTheCustomersToken(aResponse().withStatus(404));
        revoke(authorization, owner()).expectStatus().isOk();
        awaitAttempts(authorization, 1);

        Surroundings.STUBS.verify(0, deleteRequestedFor(urlEqualTo(recordPath()))
                .withHeader("Authorization", equalTo("Bearer ct")));
        deletionWithTheCustomersToken(noContent());
        makeDue(authorization);
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
    }

    @Test
    void leavesAnAuthorizationStandingThatTheUtilityGaveOnceMore() {
        deletion(BUSY);
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID first = authorizedAtOdd(facility, tokensWithRecord());
        revoke(first, owner()).expectStatus().isOk();
        awaitAttempts(first, 1);
        UUID second = authorizedAtOdd(facility, tokensWithRecord());

        makeDue(first);
        assertThat(awaitOutcome(first)).isEqualTo("used_again");
        assertAuthorized(second);
        Surroundings.STUBS.verify(1, deleteRequestedFor(urlEqualTo(recordPath())));
    }

    @Test
    void waitsWhileAnAttemptIsOpenThatMayBringTheSameAuthorization() {
        deletion(BUSY);
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        UUID first = authorizedAtOdd(facility, tokensWithRecord());
        revoke(first, owner()).expectStatus().isOk();
        awaitAttempts(first, 1);
        Started second = start("owner", facility, "odd");
        deletion(noContent());

        makeDue(first);
        await().atMost(PATIENCE).until(() -> !rows("""
                select 1 from revocations where outcome is null and lease_id is null and attempts = 1
                  and next_attempt > now() + interval '10 seconds' and id = '%s'""".formatted(first)).isEmpty());
        comeBack("odd", "error=access_denied&state=" + second.state(), second);
        makeDue(first);
        assertThat(awaitOutcome(first)).isEqualTo("revoked");
        Surroundings.STUBS.verify(2, deleteRequestedFor(urlEqualTo(recordPath())));
    }

    @Test
    void waitsForNoRowThatOnlyRefersToTheRecord() throws SQLException {
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensOfOneDataOnly());
        deletion(noContent());
        try (var holder = Objects.requireNonNull(database).connect(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeUpdate("""
                    insert into authorization_checks (authorization_id, since, next_attempt)
                    values ('%s', now(), now() + interval '1 hour')""".formatted(authorization));
            revoke(authorization, owner()).expectStatus().isOk();
            holder.rollback();
        }
        assertThat(statusOf(authorization)).isEqualTo("revoked");
    }

    /** Without an Authorization resource, and with an id that no other test's have. */
    private String tokensOfOneDataOnly() {
        return tokens("").replace("Subscription/5", "Subscription/" + code);
    }

    private void deletionWithTheCustomersToken(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(delete(urlEqualTo(recordPath()))
                .withHeader("Authorization", equalTo("Bearer at-" + code)).willReturn(answer));
    }

    /** One that was authorized and is to be ended, at a utility that answers so. */
    private UUID revokedAt(String name, ResponseDefinitionBuilder deletion, ResponseDefinitionBuilder record) {
        RevocationAtUtilityIT other = of(name);
        UUID authorization = other.authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), other.tokensWithRecord());
        other.record(record);
        other.deletion(deletion);
        revoke(authorization, owner()).expectStatus().isOk();
        return authorization;
    }

    /** The same utility with a record of its own. */
    private RevocationAtUtilityIT of(String name) {
        code = ofTest + "-" + name;
        return this;
    }

    private Map<String, @Nullable Object> rowOf(UUID revocation) {
        return row("select * from revocations where id = '%s'".formatted(revocation));
    }

    private void lease(UUID revocation, String until) {
        execute("update revocations set next_attempt = now(), lease_id = '%s', leased_until = %s where id = '%s'"
                .formatted(UUID.randomUUID(), until, revocation));
    }

    private String sealed(UUID revocation) {
        return String.valueOf(rowOf(revocation).get("access_token"));
    }
}
