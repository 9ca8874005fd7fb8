// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consents that a utility gave and that nobody here uses. */
class GivenBackIT extends OddUtilityIT {

    @ParameterizedTest
    @CsvSource({"'\"FB=4_5_15\"', '\"FB=51_53\"', insufficient_scope", "resourceURI, nothingURI, protocol_error",
            "'\"resourceURI\"', '\"customerResourceURI\":\"http://evil.example/1\",\"resourceURI\"', protocol_error"})
    void endsAtTheUtilityWhatCannotBeUsed(String usable, String unusable, String failure) {
        deletion(noContent());
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(okJson(tokensWithRecord().replace(usable, unusable))));
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "odd");

        assertThat(comeBack("odd", "code=" + code + "&state=" + started.state(), started).code()).isEqualTo(failure);
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
        assertThat(steps(authorizationOf(facility))).containsExactly("started", "failed " + failure,
                "revoked_at_utility");
        Surroundings.STUBS.verify(1, deleteRequestedFor(urlEqualTo(recordPath())));
    }

    @Test
    void givesAConsentBackThatComesAfterTheSessionWasEnded() {
        deletion(noContent());
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(okJson(tokensWithRecord()).withFixedDelay(2_500)));
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "odd");
        var returning = CompletableFuture.supplyAsync(
                () -> comeBack("odd", "code=" + code + "&state=" + started.state(), started));
        await().atMost(PATIENCE).until(() -> !rows("select 1 from sessions where state = 'exchanging' and id = '%s'"
                .formatted(started.sessionId())).isEmpty());

        revoke(authorizationOf(facility), owner()).expectStatus().isOk();
        assertThat(returning.join().status()).isEqualTo("failed");
        assertThat(awaitOutcome(started.sessionId())).isEqualTo("revoked");
        Surroundings.STUBS.verify(1, deleteRequestedFor(urlEqualTo(recordPath()))
                .withHeader("Authorization", equalTo("Bearer ct")));
    }
}
