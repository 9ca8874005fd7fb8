// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** What utilities offer around a consent: ending tokens, reading how long it lasts, beginning there. */
class TokenRevocationIT extends SimulatorTestBase {

    @Test
    void endsAnAccessTokenAlone() {
        JsonNode granted = pge.authorized("owner");

        assertThat(revoke(pge, granted.path("access_token").asString()).statusCode()).isEqualTo(200);
        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(401);
        assertThat(pge.refresh(granted).statusCode()).isEqualTo(200);
        assertThat(simulator.requests("pge")).anyMatch(each -> each.kind().equals("token_revoke"));
    }

    @Test
    void endsTheAccessTokensWithTheRefreshToken() {
        JsonNode granted = sce.authorized("owner");

        assertThat(revoke(sce, granted.path("refresh_token").asString()).statusCode()).isEqualTo(200);
        assertThat(Asked.USAGE.by(sce, granted, "").statusCode()).isEqualTo(401);
        assertThat(sce.refresh(granted).body()).contains("invalid_grant");
    }

    @Test
    void answersAClientThatItKnowsOnly() {
        assertThat(revoke(pge, "unknown").statusCode()).isEqualTo(200);
        assertThat(pge.post(pge.url("/oauth/revoke"), "token", "unknown").statusCode()).isEqualTo(401);
        assertThat(pge.revokeAs("dcarbon-pge:local-pge-secret").statusCode()).isEqualTo(400);
        assertThat(new ThirdPartyClient(simulator, "sdge").revokeAs("dcarbon-sdge:local-sdge-secret", "token", "x")
                .statusCode()).isEqualTo(404);
    }

    @Test
    void writesPeriodsInMillisecondsAtPgeOnly() {
        assertThat(period(pge)).containsExactly("0", "1784145600000");
        assertThat(period(sce)).containsExactly("0", "1784145600");
    }

    @Test
    void leadsFromTheListOfThirdPartiesToThePortal() {
        var portal = new CustomerBrowser().beginAt(pge.url("/third-parties"));

        assertThat(portal.toString()).startsWith("http://localhost:8080/green-button/portal?");
        assertThat(ThirdPartyClient.parameters(portal)).containsEntry("ThirdPartyID", "dcarbon-pge")
                .hasEntrySatisfying("scope", scope -> assertThat(scope).startsWith("FB="));
        assertThat(SimulatorSettings.local().forPlatformAt(URI.create("http://platform.test"))
                .custodian("sce").thirdParty().portal()).hasToString("http://platform.test/green-button/portal");
    }

    private static HttpResponse<String> revoke(ThirdPartyClient client, String token) {
        String id = client.redirectUri().replaceFirst(".*/", "");
        return client.revokeAs("dcarbon-" + id + ":local-" + id + "-secret", "token", token);
    }

    private static List<String> period(ThirdPartyClient client) {
        String uri = client.authorized("owner").path("authorizationURI").asString();
        var root = AtomFeed.parse(client.get(uri, client.clientToken()).body()).root();
        return List.of(AtomFeed.text(root, "duration"), AtomFeed.text(root, "start"));
    }
}
