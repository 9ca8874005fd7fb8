// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import com.dcarbon.simulator.traffic.RecordedRequest;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentWalkIT {
    private final CustomerBrowser browser = new CustomerBrowser();
    private UtilitySimulator simulator;
    private ThirdPartyClient pge;
    private ThirdPartyClient sce;

    @BeforeAll
    void start() {
        simulator = UtilitySimulator.start(SimulatorSettings.local().withPort(0));
        pge = new ThirdPartyClient(simulator, "pge");
        sce = new ThirdPartyClient(simulator, "sce");
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @Test
    void leadsACustomerFromLoginOverSelectionBackToTheThirdParty() {
        URI redirect = browser.approve(sce.authorizationUrl(), "owner", "secret");

        assertThat(redirect.toString()).startsWith(sce.redirectUri() + "?");
        assertThat(ThirdPartyClient.parameters(redirect)).containsOnlyKeys("code", "state").containsEntry("state",
                "s t&1");
    }

    @Test
    void tellsAtPgeWhatWasGranted() {
        URI redirect = browser.approve(pge.authorizationUrl(), "owner", "secret");

        assertThat(ThirdPartyClient.parameters(redirect).get("scope")).startsWith("FB=1_3_4_5_8_")
                .contains("AccountCollection=2;", "dataCustodianId=PGE");
    }

    @Test
    void takesLoginAndDecisionInOnePost() {
        HttpResponse<String> response = pge.post(pge.authorizationUrl(), "username", "owner", "password", "x",
                "decision",
                "approve");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(ThirdPartyClient.parameters(location(response))).containsKeys("code", "state");
    }

    @Test
    void saysThatTheCustomerCancelled() {
        URI redirect = browser.cancel(pge.authorizationUrl(), "owner", "secret");

        assertThat(ThirdPartyClient.parameters(redirect)).containsEntry("error", "access_denied")
                .containsEntry("state", "s t&1")
                .doesNotContainKey("code");
    }

    @Test
    void cancelsOnTheLoginPageToo() {
        HttpResponse<String> response = pge.post(pge.authorizationUrl(), "decision", "cancel");

        assertThat(ThirdPartyClient.parameters(location(response))).containsEntry("error", "access_denied");
    }

    @Test
    void refusesTheWrongPasswordWithTheSamePage() {
        assertThatThrownBy(() -> browser.approve(pge.authorizationUrl(), "owner", "wrong"))
                .hasMessageContaining("not right");
        assertThat(pge.post(pge.authorizationUrl(), "username", "owner", "password", "wrong", "decision", "approve")
                .body())
                .contains("name=\"username\"", "role=\"alert\"");
    }

    @Test
    void asksAgainWhenNothingIsTicked() {
        HttpResponse<String> selection = pge.post(pge.authorizationUrl(), "username", "owner", "password", "x");
        String login = selection.body().replaceFirst("(?s).*name=\"login\" value=\"([^\"]*)\".*", "$1");
        HttpResponse<String> again = pge.post(pge.authorizationUrl(), "login", login, "until", "", "data", "usage",
                "decision", "approve");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("at least one service");
    }

    @Test
    void doesNotRedirectForAStranger() {
        for (Map.Entry<String, String> wrong : Map.of("client_id=dcarbon-pge", "client_id=other",
                "callback%2Fpge", "callback%2Fpge%2F").entrySet()) {
            URI url = URI.create(pge.authorizationUrl().toString().replace(wrong.getKey(), wrong.getValue()));
            HttpResponse<String> response = pge.get(url);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Location")).isEmpty();
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        }
    }

    @Test
    void redirectsAFaultyRequestWithItsError() {
        URI noType = URI.create(pge.authorizationUrl().toString().replace("response_type=code", "response_type=token"));
        URI plain = pge.authorizationUrl("code_challenge", "abc", "code_challenge_method", "plain");
        URI badScope = URI.create(sce.authorizationUrl().toString().replace("FB%3D4_5", "openid+profile"));

        assertThat(ThirdPartyClient.parameters(location(pge.get(noType)))).containsEntry("error", "invalid_request")
                .containsEntry("state", "s t&1");
        assertThat(ThirdPartyClient.parameters(location(pge.get(plain)))).containsEntry("error", "invalid_request");
        assertThat(ThirdPartyClient.parameters(location(sce.get(badScope)))).containsEntry("error", "invalid_scope");
    }

    @Test
    void writesWhatItIsGivenAsTextOnly() {
        HttpResponse<String> page = pge.get(pge.authorizationUrl("evil", "\"><script>alert(1)</script>"));
        HttpResponse<String> selection = pge.post(pge.authorizationUrl(), "username", "<b>x</b>", "password", "x");

        assertThat(page.body()).doesNotContain("<script>");
        assertThat(selection.body()).doesNotContain("<b>x</b>").contains("&lt;b&gt;x&lt;/b&gt;");
    }

    @Test
    void remembersRequestsWithoutTheState() {
        pge.get(pge.authorizationUrl());

        RecordedRequest last = simulator.requests("pge").getLast();
        assertThat(last.method()).isEqualTo("GET");
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.target()).startsWith("/pge/oauth/authorize?response_type=code")
                .containsPattern("state=sha256:[0-9a-f]{12}&scope=");
        assertThat(simulator.requests("sdge")).isEmpty();
    }

    private static URI location(HttpResponse<String> response) {
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }
}
