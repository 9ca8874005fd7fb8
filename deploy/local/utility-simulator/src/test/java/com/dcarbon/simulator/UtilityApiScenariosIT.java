// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/** What the test users meet, on the form and after it. */
class UtilityApiScenariosIT extends UtilityApiTestBase {
    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"badlogin,access_invalid", "locked,access_locked", "websitedown,utility_down",
            "utilityerror,server_error"})
    void endsTheFormWithAnError(String scenario, String error) {
        URI form = platform.form("{\"utility\":\"LADWP\"}");
        Map<String, String> back = ThirdPartyClient.parameters(browser.consent(form, scenario));

        assertThat(back).containsEntry("error", error).containsEntry("state", "s t&1").doesNotContainKey("referral");
        assertThat(platform.read("/authorizations").path("authorizations").size()).isZero();
        assertThat(ThirdPartyClient.parameters(browser.consent(form, "residential"))).as("the form stays good")
                .containsKey("referral");
    }

    @ParameterizedTest
    @CsvSource({"residential,updated,meters_full,1", "commercial,updated,meters_full,4", "empty,updated,meters_full,0",
            "gas,updated,meters_full,1", "badlogin_after,errored,access_invalid,0",
            "locked_after,errored,access_locked,0", "unsupported_after,errored,access_unsupported,0",
            "utilityerror_after,errored,utility_error,0", "websitedown_after,updated,retrying,1",
            "wait_to_login_after,updated,access_valid,1", "two_factor,updated,access_valid,1"})
    void endsTheWorkAsTheScenarioSays(String scenario, String status, String note, int meters) {
        JsonNode settled = platform.settled(platform.consent("CONED", scenario));

        assertThat(settled.path("status").asString()).isEqualTo(status);
        assertThat(PlatformClient.items(settled, "notes")).extracting(each -> each.path("type").asString())
                .contains(note);
        assertThat(settled.path("meters").path("meters").size()).isEqualTo(meters);
        assertThat(settled.path("is_test").asBoolean()).isTrue();
    }

    @Test
    void waitsForManualWorkForEver() {
        String uid = platform.consent("LADWP", "pending_manual_after");

        await().atMost(LONG).until(() -> platform.read("/authorizations/" + uid).path("status_message").asString(),
                message -> message.contains("manual"));
        assertThat(platform.read("/authorizations/" + uid).path("status").asString()).isEqualTo("pending");
    }

    @Test
    void canBeRevokedFromTheStart() {
        String uid = platform.consent("LADWP", "revoked");

        assertThat(platform.read("/authorizations/" + uid).path("is_revoked").asBoolean()).isTrue();
    }

    @Test
    void saysThatTheCustomerDeclined() {
        URI redirect = browser.decline(platform.form("{\"utility\":\"LADWP\"}"));

        assertThat(ThirdPartyClient.parameters(redirect)).containsEntry("error", "access_denied");
        JsonNode declined = platform.authorization(redirect);
        assertThat(declined.path("is_declined").asBoolean()).isTrue();
        assertThat(declined.path("utility").asString()).isEqualTo("LADWP");
    }

    @Test
    void collectsNothingOrOnlySomeDays() {
        String none = meter("nointervals");
        String some = meter("partialintervals");

        assertThat(platform.collected(none).path("interval_count").asInt()).isZero();
        JsonNode partial = platform.collected(some);
        assertThat(partial.path("interval_count").asInt()).isEqualTo(15 * 96);
        assertThat(partial.path("interval_coverage").size()).isEqualTo(15);
        JsonNode page = platform.read("/intervals?meters=" + some + "&limit=4&order=earliest_first");
        assertThat(page.path("intervals").size()).isEqualTo(4);
        int pages = 1;
        while (!page.path("next").isNull()) {
            page = platform.read(page.path("next").asString());
            pages++;
        }
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void takesAFormOnceAndARegisteredAddressOnly() {
        URI form = platform.form("{\"utility\":\"LADWP\"}");
        browser.consent(form, "residential");
        URI elsewhere = URI.create(form.toString().replace("utility-api", "elsewhere"));

        assertThat(ThirdPartyClient.parameters(browser.consent(form, "residential"))).containsEntry("error",
                "invalid_request");
        assertThatThrownBy(() -> browser.consent(elsewhere, "residential")).hasMessageContaining("not registered");
        assertThatThrownBy(() -> browser.consent(URI.create(form.toString().replaceFirst("redirect_uri=.*", "")),
                "residential")).hasMessageContaining("invalid_request");
    }

    @Test
    void renewsAnAuthorizationByAFormForIt() {
        JsonNode failed = platform.settled(platform.consent("LADWP", "badlogin_after"));
        String uid = failed.path("uid").asString();
        URI redirect = browser.consent(platform.form("{\"authorization_uid\":\"" + uid + "\"}"), "residential");

        assertThat(platform.authorization(redirect).path("uid").asString()).isEqualTo(uid);
        assertThat(platform.settled(uid).path("status").asString()).isEqualTo("updated");
        assertThat(events(uid)).contains("authorization_renewed", "authorization_update_finished_successful");
    }

    @Test
    void submitsAFormWithoutABrowser() {
        JsonNode form = PlatformClient.json(platform.post("/forms", "{}"));
        JsonNode submitted = PlatformClient.json(platform.post(
                "/forms/" + form.path("uid").asString() + "/test-submit",
                "{\"utility\":\"DEMO\",\"scenario\":\"residential\"}"));

        assertThat(submitted.path("success").asBoolean()).isTrue();
        assertThat(platform.read("/authorizations?referrals=" + submitted.path("referral").asString())
                .path("authorizations").size()).isEqualTo(1);
    }

    @Test
    void standsStillWhileWorkIsHeld() {
        switchOn("fault", "work_held", "customer", "owner");
        String uid = platform.authorization(browser.approve(platform.form("{\"utility\":\"SCE\"}"), "owner", "x"))
                .path("uid")
                .asString();
        await().atMost(LONG).until(() -> simulator.faults("utilityapi").on().getFirst().applied() > 2);
        assertThat(platform.read("/authorizations/" + uid).path("status").asString()).isEqualTo("pending");

        simulator.faults("utilityapi").switchAllOff();
        assertThat(platform.settled(uid).path("status").asString()).isEqualTo("updated");
        switchOn("fault", "work_retried", "calls", "collection_work", "times", "1");
        switchOn("fault", "work_fails", "calls", "collection_work", "times", "1");
        JsonNode meter = platform.collected(uid + "01");
        assertThat(meter.path("status").asString()).isEqualTo("errored");
        assertThat(events(uid)).contains("meter_historical_collection_retrying",
                "meter_historical_collection_finished_errored");
    }

    @Test
    void loadsTheBlocksOfSomeMetersOnDemand() {
        String uid = platform.settled(platform.consent("EVRSRCMA", "residential")).path("uid").asString();
        JsonNode bare = platform.read("/meters/" + uid + "01");
        JsonNode whole = platform.read("/meters?authorizations=" + uid + "&expand_meter_blocks=true").path("meters")
                .get(0);

        assertThat(bare.path("is_expanded").asBoolean()).isFalse();
        assertThat(bare.path("base").path("meter_numbers").isNull()).isTrue();
        assertThat(whole.path("is_expanded").asBoolean()).isTrue();
        assertThat(whole.path("base").path("service_address").asString()).contains("BOSTON, MA 0");
    }

    private String meter(String scenario) {
        return platform.settled(platform.consent("LADWP", scenario))
                .path("meters")
                .path("meters")
                .get(0)
                .path("uid")
                .asString();
    }

    private List<String> events(String uid) {
        return PlatformClient.items(platform.read("/events?authorizations=" + uid), "events")
                .stream()
                .map(event -> event.path("type").asString())
                .toList();
    }
}
