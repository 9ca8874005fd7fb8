// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import com.dcarbon.simulator.aggregator.UtilityApi;
import com.dcarbon.simulator.fault.Fault;

import tools.jackson.databind.JsonNode;

/** The life of an authorization at a UtilityAPI that behaves like the real one, and its misfortunes. */
class UtilityApiDemoIT extends OddUtilityIT {
    private final UtilityApi utilityApi = Surroundings.UTILITIES.utilityApi();
    private UUID facility = new UUID(0, 0);

    @BeforeEach
    void connectWebhooks() {
        facility = facilityOf("owner", OWNER_OPERATOR);
        utilityApi.sendWebhooksTo(URI.create(address + "/utility-api/events"));
    }

    @AfterEach
    void endFaults() {
        Surroundings.UTILITIES.faults(UtilityApi.ID).switchAllOff();
        endPausesOfProviders();
    }

    @Test
    void authorizesAndIsRevokedThere() {
        UUID authorization = authorizedAtDemo("residential");
        String uid = uidOf(authorization);
        assertThat(utilityApi.given()).anySatisfy(given -> assertThat(given.uid()).isEqualTo(uid));

        revoke(authorization, owner()).expectStatus().is2xxSuccessful();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        assertThat(utilityApi.given()).filteredOn(given -> given.uid().equals(uid))
                .allSatisfy(given -> assertThat(given.active()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"badlogin, bad_credentials", "websitedown, utility_maintenance", "utilityerror, provider_down",
            "badlogin_after, bad_credentials", "unsupported_after, unsupported_account", "empty, no_meters",
            "gas, no_electric_service", "revoked, revoked_by_customer"})
    void saysWhatWentWrong(String scenario, String code) {
        Started started = startAtDemo();
        comeBack(customer.consent(started.redirectUrl(), scenario), started);
        assertThat(awaitStatus(started, "failed").path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"commercial", "websitedown_after", "two_factor"})
    void authorizesInTheEnd(String scenario) {
        Started started = startAtDemo();
        comeBack(customer.consent(started.redirectUrl(), scenario), started);
        awaitStatus(started, "authorized");
    }

    @Test
    void stopsWhereTheCustomerDeclines() {
        Started started = startAtDemo();
        assertThat(comeBack(customer.decline(started.redirectUrl()), started).code()).isEqualTo("user_cancelled");
    }

    @Test
    void renewsTheAuthorizationAfterAWrongPassword() {
        Started first = startAtDemo();
        comeBack(customer.consent(first.redirectUrl(), "badlogin_after"), first);
        awaitStatus(first, "failed");
        int before = utilityApi.given().size();
        UUID authorization = authorizedAtDemo("residential+" + facility);
        assertThat(utilityApi.given()).as("no second one there").hasSize(before);
        assertThat(row("select attempt from authorizations where id = '%s'".formatted(authorization)))
                .containsEntry("attempt", 2);
    }

    @Test
    void asksAgainUntilTheReferralIsKnown() {
        fault(Map.of("fault", "empty_list", "calls", "api_referral", "times", "2"));
        authorizedAtDemo("residential");
    }

    @Test
    void hearsOfAnEndByAWebhook() {
        UUID authorization = authorizedAtDemo("residential");
        fault(Map.of("fault", "webhook_twice", "calls", "webhook", "times", "1"));
        utilityApi.revoke(uidOf(authorization), true);
        awaitStep(authorization, "revoked revoked_by_customer");
    }

    @Test
    void needsANewLoginWhenThePasswordWasChanged() {
        UUID authorization = authorizedAtDemo("residential");
        utilityApi.fail(uidOf(authorization), "access_invalid");
        awaitStep(authorization, "reauthorization_required bad_credentials");
    }

    @Test
    void findsEventsWhoseWebhooksWereLost() {
        UUID authorization = authorizedAtDemo("residential");
        fault(Map.of("fault", "webhook_dropped", "calls", "webhook"));
        utilityApi.revoke(uidOf(authorization), true);
        await().atMost(PATIENCE).until(() -> compared("events"));
        awaitStep(authorization, "revoked revoked_by_customer");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                rows("select 1 from provider_events where mark_due is not null and account = 'at-demo'")).isEmpty());
    }

    @Test
    void findsEndsOfWhichThereWasNoEvent() {
        UUID authorization = authorizedAtDemo("residential");
        utilityApi.revoke(uidOf(authorization), false);
        await().atMost(PATIENCE).until(() -> compared("authorizations"));
        awaitStep(authorization, "revoked revoked_by_customer");
    }

    @ParameterizedTest
    @CsvSource({"next_loops", "other_host"})
    void leavesAListThatLeadsNowhereUntilItIsWell(String fault) {
        fault(Map.of("fault", fault, "calls", "api_events"));
        dueNow("events");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                "select 1 from reconciliations where failures > 0 and lease_id is null and account = 'at-demo' and "
                        + "job = 'events'"))
                .isNotEmpty());
        Surroundings.UTILITIES.faults(UtilityApi.ID).switchAllOff();
        await().atMost(PATIENCE).until(() -> compared("events"));
    }

    private boolean compared(String job) {
        dueNow(job);
        await().atMost(PATIENCE).until(() -> rows(
                "select 1 from reconciliations where next_run <= now() and account = 'at-demo' and job = '%s'"
                        .formatted(job))
                .isEmpty());
        return !rows("select 1 from reconciliations where failures = 0 and lease_id is null and account = 'at-demo' "
                + "and job = '%s'".formatted(job)).isEmpty();
    }

    private void dueNow(String job) {
        execute("update reconciliations set next_run = now() where account = 'at-demo' and job = '%s'".formatted(job));
    }

    private static void fault(Map<String, String> fields) {
        Surroundings.UTILITIES.faults(UtilityApi.ID).switchOn(Fault.read(fields));
    }

    private Started startAtDemo() {
        return started(http.post().uri("/utility-api/start").headers(headers -> headers.setBearerAuth(owner()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"facility_id\":\"%s\",\"provider_id\":\"demo\"}".formatted(facility)).exchange());
    }

    private UUID authorizedAtDemo(String scenario) {
        Started started = startAtDemo();
        comeBack(customer.consent(started.redirectUrl(), scenario), started);
        awaitStatus(started, "authorized");
        return authorizationOf(facility);
    }

    private JsonNode awaitStatus(Started started, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            // As if the pauses between two questions were over.
            execute("update awaited_consents set next_attempt = now() where lease_id is null and session_id = '%s'"
                    .formatted(started.sessionId()));
            assertThat(statusOf(started).path("status").asString()).isEqualTo(status);
        });
        return statusOf(started);
    }

    private JsonNode statusOf(Started started) {
        return json(read("/utility-api/status?sessionId=" + started.sessionId(), owner()));
    }

    private String uidOf(UUID authorization) {
        return String.valueOf(row("select auth_id from authorizations where id = '%s'".formatted(authorization))
                .get("auth_id"));
    }

    private void awaitStep(UUID authorization, String step) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps(authorization)).contains(step));
    }
}
