// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;

/** Customers who find us in their utility's list of third parties. */
class PortalIT extends AuthorizationServiceIT {
    private static final String SCOPE = "FB%3D1_3_4_5%3BIntervalDuration%3D3600";
    private static final String COOKIE = "dcarbon-portal";

    @Test
    void goesFromTheUtilityBySignInAndChoiceOfAFacilityToAnAuthorization() {
        String remembered = sent("scope=" + SCOPE + "&ThirdPartyID=50916", "?provider_id=independent");
        JsonNode session = json(http.get().uri("/green-button/portal/session").cookie(COOKIE, remembered)
                .headers(headers -> headers.setBearerAuth(owner())).exchange());
        assertThat(session.path("providers").toString())
                .isEqualTo("[{\"id\":\"independent\",\"name\":\"Independent Power\"}]");
        assertThat(session.path("scope").asString()).isEqualTo(IndependentServer.PORTAL_SCOPE);

        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        var answer = start(facility, "independent", remembered, "key-" + facility);
        Started started = started(answer);
        assertThat(started.redirectUrl().getRawQuery()).contains("scope=" + SCOPE).doesNotContain("HistoryLength");
        assertThat(forgotten(answer).getMaxAge()).isZero();
        var customer = new IndependentCustomer();
        assertThat(comeBack(customer.approve(started.redirectUrl(), IndependentServer.PORTAL_SCOPE), started).status())
                .isEqualTo("authorized");
        assertThat(row("select scope from authorization_tokens where authorization_id = '%s'"
                .formatted(authorizationOf(facility))).get("scope")).isEqualTo(IndependentServer.PORTAL_SCOPE);
    }

    @Test
    void keepsWhatItRemembersSealedAndOutOfReach() {
        var answer = portal("scope=" + SCOPE + "&ThirdPartyID=dcarbon-pge&return_url=https%3A%2F%2Fevil.example"
                + "&provider_id=sce").expectStatus().isFound()
                .expectHeader().location(PORTAL_PAGE + "?provider_id=pge")
                .expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectBody().returnResult();

        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.SET_COOKIE)).contains("HttpOnly", "SameSite=Lax",
                "Path=/", "Max-Age=3600").doesNotContain("FB", "pge", "Domain", "Secure");
    }

    @Test
    void givesTheSameStartAgainThoughWhatWasRememberedIsUsedUp() {
        String remembered = sent("scope=" + SCOPE + "&ThirdPartyID=dcarbon-pge", "?provider_id=pge");
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started first = started(start(facility, "pge", remembered, "key-" + facility));

        assertThat(started(start(facility, "pge", null, "key-" + facility))).isEqualTo(first);
    }

    @Test
    void continuesNothingThatDidNotBeginAtThatUtility() {
        String remembered = sent("scope=" + SCOPE + "&ThirdPartyID=dcarbon-pge", "?provider_id=pge");
        UUID facility = facilityOf("owner", OWNER_OPERATOR);

        refused(start(facility, "pge", null, null));
        refused(start(facility, "sce", remembered, null));
        refused(start(facility, "pge", remembered.substring(0, 60) + (remembered.charAt(60) == 'A' ? 'B' : 'A')
                + remembered.substring(61), null));
        refused(start(facility, "pge", "forged", null));
        assertThat(rows("select 1 from sessions where facility_id = '%s'".formatted(facility))).isEmpty();
        assertThat(start("owner", facility, "pge").redirectUrl().toString()).contains("HistoryLength");
    }

    @Test
    void tellsTheApplicationNothingWhereNoUtilitySentTheBrowser() {
        http.get().uri("/green-button/portal/session").headers(headers -> headers.setBearerAuth(owner())).exchange()
                .expectStatus().isNotFound();
        http.get().uri("/green-button/portal/session").cookie(COOKIE, "forged")
                .headers(headers -> headers.setBearerAuth(owner())).exchange().expectStatus().isNotFound();
        http.get().uri("/green-button/portal/session").exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scope=" + SCOPE, "ThirdPartyID=dcarbon-pge", "scope=&ThirdPartyID=dcarbon-pge",
            "scope=openid&ThirdPartyID=dcarbon-pge", "scope=FB%3D4+admin&ThirdPartyID=dcarbon-pge",
            "scope=FB%3D4&scope=FB%3D5&ThirdPartyID=dcarbon-pge",
            "scope=FB%3D4&ThirdPartyID=dcarbon-pge&ThirdPartyID=dcarbon-sce",
            "scope=FB%3D4%0D%0ASet-Cookie%3Aa%3Db&ThirdPartyID=dcarbon-pge", "scope=FB%3D4&ThirdPartyID=nobody",
            "scope=FB%3D4&ThirdPartyID=%00"})
    void refusesWhatNoUtilitySends(String query) {
        portal(query).expectStatus().isBadRequest().expectHeader().doesNotExist(HttpHeaders.SET_COOKIE)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void refusesAnEndlessScope() {
        portal("scope=FB%3D4" + "%3Ba%3Db".repeat(400) + "&ThirdPartyID=dcarbon-pge").expectStatus().isBadRequest();
    }

    private WebTestClient.ResponseSpec portal(String query) {
        return http.get().uri(URI.create(address + "/green-button/portal?" + query)).exchange();
    }

    /** What the browser remembers after the utility sent it. */
    private String sent(String query, String to) {
        var cookies = portal(query).expectStatus().isFound().expectHeader().location(PORTAL_PAGE + to).expectBody()
                .returnResult().getResponseCookies();
        return Objects.requireNonNull(cookies.getFirst(COOKIE)).getValue();
    }

    private WebTestClient.ResponseSpec start(UUID facility, String provider, @Nullable String remembered,
            @Nullable String key) {
        return http.post().uri("/green-button/start").headers(headers -> {
            headers.setBearerAuth(owner());
            if (key != null) {
                headers.set("Idempotency-Key", key);
            }
        }).cookies(cookies -> cookies.addAll(COOKIE, remembered == null ? List.of() : List.of(remembered)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"facility_id\":\"%s\",\"provider_id\":\"%s\",\"portal_session\":true}"
                        .formatted(facility, provider))
                .exchange();
    }

    private static ResponseCookie forgotten(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.returnResult(String.class).getResponseCookies().getFirst(COOKIE));
    }

    private static void refused(WebTestClient.ResponseSpec answer) {
        answer.expectStatus().isBadRequest().expectHeader().doesNotExist(HttpHeaders.SET_COOKIE).expectBody()
                .jsonPath("$.code").isEqualTo("portal_session_invalid");
    }
}
