// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** Faults that last, and whom they befall. */
class FaultsIT extends SimulatorTestBase {

    @Test
    void answersLate() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"slow\",\"delay\":\"700ms\",\"calls\":\"usage\"}");
        long before = System.nanoTime();

        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(650));
    }

    @Test
    void rotatesRefreshTokensWhereTheyUsuallyStay() {
        JsonNode granted = sce.authorized("owner");
        sce.switchOn("{\"fault\":\"refresh_rotates\"}");
        JsonNode refreshed = ThirdPartyClient.json(sce.refresh(granted));

        assertThat(refreshed.has("refresh_token")).isTrue();
        assertThat(sce.refresh(granted).body()).contains("invalid_grant");
        assertThat(sce.refresh(refreshed).statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheAuthorizationWhenAnOldRefreshTokenComesAgain() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"refresh_rotates\",\"reuse_revokes\":true}");
        JsonNode refreshed = ThirdPartyClient.json(pge.refresh(granted));

        assertThat(Asked.USAGE.by(pge, refreshed, "").statusCode()).isEqualTo(200);
        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
        assertThat(Asked.USAGE.by(pge, refreshed, "").statusCode()).isEqualTo(403);
        assertThat(pge.refresh(refreshed).body()).contains("invalid_grant");
    }

    @Test
    void endsAnAccessTokenUntilItIsRefreshed() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"expired_token\",\"times\":1}");

        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(401);
        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(401);
        assertThat(Asked.USAGE.by(pge, ThirdPartyClient.json(pge.refresh(granted)), "").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheAuthorizationWithAllThatHangsOnIt() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"revoked\",\"times\":1,\"customer\":\"owner\"}");

        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(403);
        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(403);
        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
        assertThat(pge.get(granted.path("authorizationURI").asString(), pge.clientToken()).body())
                .contains("<status>0</status>");
    }

    @Test
    void befallsOneCustomerOfOneUtility() {
        JsonNode owner = pge.authorized("owner");
        JsonNode home = pge.authorized("home");
        pge.switchOn("{\"fault\":\"gone\",\"calls\":\"usage\",\"customer\":\"home\"}");

        assertThat(Asked.USAGE.by(pge, owner, "").statusCode()).isEqualTo(200);
        assertThat(Asked.USAGE.by(pge, home, "").statusCode()).isEqualTo(410);
        assertThat(pge.refresh(home).statusCode()).isEqualTo(200);
        assertThat(sce.authorized("home").has("access_token")).isTrue();
    }

    @Test
    void befallsTheRequestsAfterThoseItSpares() {
        JsonNode granted = pge.authorized("owner");
        pge.switchOn("{\"fault\":\"unavailable\",\"calls\":\"usage\",\"after\":1,\"times\":2}");

        assertThat(Stream.generate(() -> Asked.USAGE.by(pge, granted, "").statusCode()).limit(5))
                .containsExactly(200, 503, 503, 200, 200);
    }
}
