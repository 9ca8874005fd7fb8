// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class TokenEndpointIT extends SimulatorTestBase {

    @Test
    void answersACodeWithTokensAndTheUrisOfTheData() {
        HttpResponse<String> response = pge.exchange(pge.code("owner"));
        JsonNode answer = ThirdPartyClient.json(response);
        String id = lastSegment(answer.path("resourceURI").asString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.path("access_token").asString()).isNotEqualTo(answer.path("refresh_token").asString());
        assertThat(answer.path("scope").asString()).contains("AdditionalScope=Usage_Basic_Account");
        assertThat(answer.path("resourceURI").asString()).isEqualTo(resource(pge, "Subscription/" + id));
        assertThat(answer.path("authorizationURI").asString()).isEqualTo(resource(pge, "Authorization/" + id));
        assertThat(answer.path("customerResourceURI").asString())
                .isEqualTo(resource(pge, "Batch/RetailCustomer/" + id));
    }

    @Test
    void pointsElsewhereToTheBatch() {
        assertThat(sce.authorized("owner").path("resourceURI").asString())
                .startsWith(resource(sce, "Batch/Subscription/"));
    }

    @Test
    void takesACodeOnceAndEndsItsTokensAtTheSecondUse() {
        String code = pge.code("owner");
        JsonNode first = ThirdPartyClient.json(pge.exchange(code));
        HttpResponse<String> second = pge.exchange(code);

        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(error(second)).isEqualTo("invalid_grant");
        assertThat(pge.get(first.path("resourceURI").asString(), first.path("access_token").asString()).statusCode())
                .isEqualTo(403);
        assertThat(error(pge.refresh(first))).isEqualTo("invalid_grant");
    }

    @Test
    void forgetsACodeAfterTenMinutes() {
        String code = pge.code("owner");
        clock.advance(Duration.ofSeconds(601));

        assertThat(error(pge.exchange(code))).isEqualTo("invalid_grant");
    }

    @Test
    void wantsTheRedirectUriOfTheAuthorization() {
        HttpResponse<String> response = pge.token("grant_type", "authorization_code", "code", pge.code("owner"),
                "redirect_uri", "http://localhost:8080/other");

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void enforcesThePkceThatWasAskedFor() {
        String challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        var url = pge.authorizationUrl("code_challenge", challenge, "code_challenge_method", "S256");
        String code = ThirdPartyClient.parameters(new CustomerBrowser().approve(url, "owner", "x")).getOrDefault("code",
                "");

        assertThat(error(pge.exchange(code))).isEqualTo("invalid_grant");
        assertThat(pge.token("grant_type", "authorization_code", "code", code, "redirect_uri", pge.redirectUri(),
                "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAClientThatCannotProveItself() {
        for (HttpResponse<String> response : List.of(
                pge.tokenAs("dcarbon-pge:guess", "grant_type", "client_credentials"),
                pge.tokenAs("other:local-pge-secret", "grant_type", "client_credentials"),
                pge.post(pge.url("/oauth/token"), "grant_type", "client_credentials"))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(error(response)).isEqualTo("invalid_client");
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void takesCredentialsInTheFormOnlyWhereTheCustodianDoes() {
        assertThat(sce.post(sce.url("/oauth/token"), "grant_type", "client_credentials", "client_id", "dcarbon-sce",
                "client_secret", "local-sce-secret").statusCode()).isEqualTo(200);
        assertThat(pge.post(pge.url("/oauth/token"), "grant_type", "client_credentials", "client_id", "dcarbon-pge",
                "client_secret", "local-pge-secret").statusCode()).isEqualTo(401);
    }

    @Test
    void rotatesRefreshTokensAtPge() {
        JsonNode first = pge.authorized("owner");
        HttpResponse<String> refreshed = pge.refresh(first);
        JsonNode second = ThirdPartyClient.json(refreshed);

        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(second.path("resourceURI")).isEqualTo(first.path("resourceURI"));
        assertThat(second.path("scope")).isEqualTo(first.path("scope"));
        assertThat(error(pge.refresh(first))).isEqualTo("invalid_grant");
        assertThat(pge.refresh(second).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsRefreshTokensAtSce() {
        JsonNode first = sce.authorized("owner");

        assertThat(ThirdPartyClient.json(sce.refresh(first)).has("refresh_token")).isFalse();
        assertThat(sce.refresh(first).statusCode()).isEqualTo(200);
    }

    @Test
    void refreshesForTheGrantedScopeOnly() {
        JsonNode granted = sce.authorized("owner");
        String token = granted.path("refresh_token").asString();

        assertThat(sce.token("grant_type", "refresh_token", "refresh_token", token, "scope",
                granted.path("scope").asString()).statusCode()).isEqualTo(200);
        assertThat(error(sce.token("grant_type", "refresh_token", "refresh_token", token, "scope", "FB=99")))
                .isEqualTo("invalid_scope");
    }

    @Test
    void givesTheThirdPartyATokenOfItsOwn() {
        JsonNode pgeAnswer = ThirdPartyClient.json(pge.token("grant_type", "client_credentials"));
        JsonNode sceAnswer = ThirdPartyClient.json(sce.token("grant_type", "client_credentials"));

        assertThat(pgeAnswer.has("client_access_token")).isTrue();
        assertThat(sceAnswer.has("access_token")).isTrue();
        assertThat(sceAnswer.has("refresh_token")).isFalse();
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        HttpResponse<String> missing = pge.token("code", "x");
        HttpResponse<String> get = pge.get(pge.url("/oauth/token"));

        assertThat(missing.body()).contains("\"error\":\"invalid_request\"", "Missing grant_type");
        assertThat(error(pge.token("grant_type", "password"))).isEqualTo("unsupported_grant_type");
        assertThat(error(pge.token("grant_type", "authorization_code"))).isEqualTo("invalid_request");
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.body()).contains("GET not permitted");
    }

    @Test
    void refusesATokenOfAnotherClassAsRefreshToken() {
        JsonNode granted = sce.authorized("owner");

        assertThat(error(sce.token("grant_type", "refresh_token", "refresh_token",
                granted.path("access_token").asString()))).isEqualTo("invalid_grant");
    }

    @Test
    void keepsAuthorizationsOverARestart() {
        JsonNode granted = sce.authorized("owner");
        String client = ThirdPartyClient.json(sce.token("grant_type", "client_credentials")).path("access_token")
                .asString();
        try (UtilitySimulator restarted = UtilitySimulator
                .start(SimulatorSettings.local().withPort(0).withClock(clock))) {
            ThirdPartyClient after = new ThirdPartyClient(restarted, "sce");
            String id = lastSegment(granted.path("resourceURI").asString());

            assertThat(after.refresh(granted).statusCode()).isEqualTo(200);
            assertThat(after.get(resource(after, "Subscription/" + id + "/UsagePoint"),
                    granted.path("access_token").asString()).statusCode()).isEqualTo(200);
            assertThat(after.get(resource(after, "Authorization/" + id), client).body()).contains("<status>1</status>");
        }
    }

    private static String error(HttpResponse<String> response) {
        return ThirdPartyClient.json(response).path("error").asString();
    }

    private static String lastSegment(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
