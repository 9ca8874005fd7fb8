// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.FaultKind;

import tools.jackson.databind.JsonNode;

/** How a person or a test steers UtilityAPI. */
class UtilityApiControlIT extends UtilityApiTestBase {

    @Test
    void showsAPageWithItsOwnFaults() {
        platform.settled(platform.consent("LADWP", "residential"));
        String page = platform.control("GET", "", "").body();

        assertThat(page).contains("UtilityAPI (simulated)", "UAPI_TEST_residential at LADWP",
                "Let the authorization expire");
        for (FaultKind kind : FaultKind.values()) {
            assertThat(page.contains("Switch on " + kind.wire() + "<"))
                    .as(kind.wire())
                    .isEqualTo(FaultKind.befalling(CallKind.UTILITY_API).contains(kind));
        }
    }

    @Test
    void switchesFaultsByJson() {
        assertThat(platform.control("POST", "/faults", "{\"fault\":\"payment_required\",\"calls\":\"api_collection\"}")
                .statusCode()).isEqualTo(201);
        assertThat(platform.post("/meters/historical-collection", "{}").statusCode()).isEqualTo(402);
        assertThat(platform.control("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        assertThat(platform.control("GET", "/requests?kind=api_collection", "").body()).contains("payment_required");
    }

    @Test
    void knowsTheTruth() {
        String uid = platform.settled(platform.consent("SCE", "residential")).path("uid").asString();
        JsonNode truth = PlatformClient.json(platform.control("GET",
                "/truth?customer=UAPI_TEST_residential&from=2026-07-01T07:00:00Z&until=2026-07-02T07:00:00Z", ""))
                .path("authorizations")
                .get(0);

        assertThat(truth.path("uid").asString()).isEqualTo(uid);
        assertThat(truth.path("meters").path(truth.path("usage_points").get(0).path("id").asString()).asString())
                .isEqualTo(uid + "01");
        assertThat(truth.path("usage_points").get(0).path("series").get(0).path("intervals").asInt()).isEqualTo(96);
    }

    @Test
    void doesWhatCustomersAndTimeDo() {
        String uid = platform.settled(platform.consent("SCE", "residential")).path("uid").asString();

        platform.control("POST", "/authorizations/" + uid + "/fail", "");
        assertThat(platform.read("/authorizations/" + uid).path("status").asString()).isEqualTo("errored");
        platform.control("POST", "/authorizations/" + uid + "/expire", "");
        assertThat(platform.read("/authorizations/" + uid).path("is_expired").asBoolean()).isTrue();
        assertThat(platform.control("POST", "/authorizations/" + uid + "/revoke?notify=false", "").statusCode())
                .isEqualTo(204);
        assertThat(platform.read("/authorizations/" + uid).path("is_revoked").asBoolean()).isTrue();
        assertThat(platform.control("POST", "/authorizations/1/revoke", "").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsTheAccount() {
        platform.control("POST", "/paid-calls/balance?calls=7", "");
        platform.control("POST", "/tokens/next", "");
        platform.control("DELETE", "/tokens/local-utility-api-token", "");

        assertThat(platform.control("GET", "/paid-calls", "").body()).contains("\"balance\":7");
        assertThat(platform.get("/forms").statusCode()).isEqualTo(401);
        platform.useToken("next");
        assertThat(platform.get("/forms").statusCode()).isEqualTo(200);
    }
}
