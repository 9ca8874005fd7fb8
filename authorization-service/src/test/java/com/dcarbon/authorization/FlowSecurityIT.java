// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** What the page of RFC 9700 promises and no other test shows. */
class FlowSecurityIT extends AuthorizationServiceIT {
    private static final Returned STATE_INVALID = new Returned("", "failed", "state_invalid");
    private static final String CALLBACK = "/green-button/callback/odd?";

    @AfterEach
    void exchangesNoCode() {
        Surroundings.STUBS.verify(0, postRequestedFor(urlPathEqualTo("/odd/oauth/token"))
                .withFormParam("grant_type", equalTo("authorization_code")));
    }

    @Test
    void leavesNothingOfACallbackInCachesReferrersAndAddresses() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        var answer = http.get().uri(URI.create(address + CALLBACK + "error=access_denied&state=" + started.state()))
                .cookie(started.cookieName(), started.cookieValue()).exchange()
                .expectStatus().isEqualTo(302)
                .expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectBody().isEmpty();

        assertThat(String.valueOf(answer.getResponseHeaders().getLocation())).doesNotContain(started.state(),
                "access_denied", started.cookieValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=a&code=a", "code=a&error=access_denied&error=access_denied", "code=a&iss=b&iss=b",
            "code=a&scope=FB%3D4&scope=FB%3D4", "code=a&anything=b&anything=c"})
    void refusesEveryParameterThatComesTwice(String query) {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        assertThat(comeBack("odd", query + "&state=" + started.state(), started).code()).isEqualTo("protocol_error");

        Started untouched = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        assertThat(comeBack("odd", query + "&state=" + untouched.state() + "&state=" + untouched.state(), untouched))
                .isEqualTo(STATE_INVALID);
        assertThat(status("owner", untouched.sessionId()).path("status").asString()).isEqualTo("pending");
    }

    @Test
    void refusesParametersWithoutEnd() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        String endless = "a".repeat(5_000);

        assertThat(comeBack("odd", "code=x&state=" + endless, started)).isEqualTo(STATE_INVALID);
        assertThat(http.get().uri(URI.create(address + CALLBACK + "code=" + endless.repeat(20) + "&state="
                + started.state())).exchange().returnResult(Void.class).getStatus().is4xxClientError()).isTrue();
        assertThat(status("owner", started.sessionId()).path("status").asString()).isEqualTo("pending");
        assertThat(comeBack("odd", "code=" + endless + "&state=" + started.state(), started).code())
                .isEqualTo("protocol_error");
    }

    @Test
    void exchangesNoCodeThatComesWithAnError() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        assertThat(comeBack("odd", "code=a&error=access_denied&state=" + started.state(), started).code())
                .isEqualTo("user_cancelled");
    }

    @Test
    void opensNothingToWhoKnowsASessionsId() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "odd");
        Started thief = start("stranger", facilityOf("stranger", OWNER_OPERATOR), "odd");

        read("/green-button/status?sessionId=" + started.sessionId(), token("stranger", "commercial"))
                .expectStatus().isNotFound();
        assertThat(comeBack("odd", "code=x&sessionId=" + started.sessionId(), thief)).isEqualTo(STATE_INVALID);
        assertThat(comeBack("odd", "error=access_denied&sessionId=" + started.sessionId() + "&state="
                + thief.state(), thief).sessionId()).isEqualTo(thief.sessionId().toString());
        assertThat(status("owner", started.sessionId()).path("status").asString()).isEqualTo("pending");
    }
}
