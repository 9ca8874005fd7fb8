// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.simulator.traffic.RecordedRequest;

import tools.jackson.databind.JsonNode;

/** Who may ask what, in which shape, how fast and for how much; and what faults make of it. */
class UtilityApiRulesIT extends UtilityApiTestBase {

    @Test
    void asksForAGoodToken() {
        platform.useToken("other");
        HttpResponse<String> refused = platform.get("/authorizations");
        simulator.utilityApi().tokens().add("other");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(PlatformClient.json(refused).propertyNames()).containsExactly("error", "error_description", "url");
        assertThat(platform.get("/authorizations").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/intervals | required_param_missing",
            "/authorizations?limit=x | invalid_param",
            "/authorizations?is_revoked=perhaps | invalid_param", "/events?after=nothing | invalid_param",
            "/intervals?meters=1&order=random | invalid_param"})
    void refusesParametersThatItDoesNotUnderstand(String path, String error) {
        HttpResponse<String> response = platform.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(PlatformClient.json(response).path("error").asString()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/forms | [1]", "/forms | {", "/forms | {\"scope\":\"3y\"}",
            "/forms | {\"utility\":\"NOWHERE\"}", "/forms | {\"scope\":{\"expires\":\"soon\"}}",
            "/meters/historical-collection | {}",
            "/meters/historical-collection | {\"meters\":[\"1\"],\"collection_duration\":37}",
            "/meters/ongoing-monitoring | {\"meters\":[\"1\"],\"frequency\":\"hourly\"}"})
    void refusesBodiesThatItDoesNotUnderstand(String path, String body) {
        HttpResponse<String> response = platform.post(path, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(PlatformClient.json(response).path("error").asString()).matches("[a-z_]+");
    }

    @Test
    void knowsNothingOfOthers() {
        for (String path : new String[]{"/authorizations/1", "/meters/1", "/forms/1", "/events/1", "/templates/1",
                "/nothing"}) {
            assertThat(platform.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(platform.read("/authorizations?uids=1,2").path("authorizations").size()).isZero();
    }

    @Test
    void deletesTestsOnly() {
        String test = platform.consent("DEMO", "empty");
        String real = platform.authorization(browser.approve(platform.form("{\"utility\":\"SCE\"}"), "home", "x"))
                .path("uid")
                .asString();

        assertThat(platform.delete("/authorizations/" + real).statusCode()).isEqualTo(403);
        assertThat(platform.delete("/authorizations/" + test).statusCode()).isEqualTo(200);
        assertThat(platform.get("/authorizations/" + test).statusCode()).isEqualTo(404);
    }

    @Test
    void changesWhatMayBeChanged() {
        String uid = platform.consent("DEMO", "residential");
        platform.settled(uid);

        assertThat(platform.patch("/authorizations/" + uid, "{\"nickname\":\"Plant 4\"}").body())
                .contains("\"nickname\":\"Plant 4\"");
        assertThat(platform.patch("/authorizations/" + uid, "{\"is_revoked\":true}").statusCode()).isEqualTo(400);
        assertThat(platform.patch("/meters/" + uid + "01", "{\"is_archived\":true}").body())
                .contains("\"is_archived\":true");
        assertThat(platform.read("/meters?authorizations=" + uid + "&is_archived=false").path("meters").size())
                .isZero();
        assertThat(platform.read("/accounting/billing-accounts?authorizations=" + uid).path("billing_accounts").size())
                .isEqualTo(1);
        String root = platform.read("/templates").path("templates").get(0).path("base_url").asString();
        assertThat(root).startsWith(simulator.baseUrl() + "/utilityapi/authorize/");
    }

    @Test
    void takesMoneyForCollections() {
        String uid = platform.consent("DEMO", "residential");
        platform.settled(uid);
        simulator.utilityApi().credit(1);
        String both = "{\"meters\":[\"" + uid + "01\",\"unknown\"],\"collection_duration\":3}";

        JsonNode paid = PlatformClient.json(platform.post("/meters/historical-collection", both));
        assertThat(paid.path("meters").size()).as("what is unknown is dropped").isEqualTo(1);
        assertThat(platform.post("/meters/historical-collection", both).statusCode()).isEqualTo(402);
        assertThat(simulator.utilityApi().paidCalls()).extracting(call -> call.service())
                .containsExactly("historical_collection");
        assertThat(platform.post("/meters/historical-collection", "{\"meters\":[\"unknown\"]}").body())
                .contains("expired_or_revoked");
    }

    @Test
    void answersInPages() {
        for (int i = 0; i < 3; i++) {
            platform.post("/forms", "{}");
        }
        Set<String> uids = new HashSet<>();
        String next = "/forms?limit=2&is_archived=false";
        while (next != null) {
            JsonNode page = platform.read(next);
            page.path("forms").forEach(form -> uids.add(form.path("uid").asString()));
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(uids).hasSize(3);
    }

    @Test
    void isPacedWhenAsked() {
        switchOn("fault", "too_fast");
        int first = platform.get("/forms").statusCode();
        HttpResponse<String> second = platform.get("/forms");

        assertThat(first).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(platform.get("/intervals?meters=1").statusCode()).isEqualTo(200);
    }

    @Test
    void spoilsItsListsWhenAsked() {
        String uid = platform.consent("DEMO", "empty");
        String referral = platform.read("/authorizations/" + uid).path("referrals").get(0).asString();
        switchOn("fault", "empty_list", "calls", "api_referral", "times", "1");
        switchOn("fault", "next_loops", "calls", "api_forms", "times", "1");
        switchOn("fault", "other_host", "calls", "api_events", "times", "1");
        switchOn("fault", "malformed_json", "calls", "api_authorizations", "times", "1");

        assertThat(platform.get("/authorizations?referrals=" + referral).body())
                .isEqualTo("{\"authorizations\":[],\"next\":null}");
        assertThat(platform.read("/authorizations?referrals=" + referral).path("authorizations").size()).isEqualTo(1);
        assertThat(platform.read("/forms?limit=5").path("next").asString())
                .isEqualTo(simulator.baseUrl() + "/utilityapi/api/v2/forms?limit=5");
        assertThat(platform.read("/events").path("next").asString()).isEqualTo("http://elsewhere.invalid/next");
        assertThat(platform.get("/authorizations").body()).contains("}{,]");
    }

    @Test
    void sendsTheBrowserBackWithTheErrorOfAFault() {
        switchOn("fault", "form_error", "error", "temporarily_unavailable");

        assertThat(ThirdPartyClient.parameters(browser.consent(platform.form("{}"), "residential")))
                .containsEntry("error", "temporarily_unavailable")
                .containsEntry("state", "s t&1");
    }

    @Test
    void notesRequestsWithoutTheToken() {
        platform.get("/authorizations?is_revoked=false");

        RecordedRequest last = simulator.requests("utilityapi").getLast();
        assertThat(last.kind()).isEqualTo("api_authorizations");
        assertThat(last.credential()).startsWith("sha256:");
        assertThat(last.target()).isEqualTo("/utilityapi/api/v2/authorizations?is_revoked=false");
    }
}
