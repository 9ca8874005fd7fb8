// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.ingestion.Neighbours;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import tools.jackson.databind.JsonNode;

/** Utilities, and an authorization service, that give nothing. */
class RefusalIT extends OddUtilityTestBase {

    @Test
    void renewsATokenThatIsRefusedOnce() {
        whenRenewed(okJson(Neighbours.grant("token-2", stubs.baseUrl() + batch, null)));
        answers(batch, aResponse().withStatus(401));
        stubs.stubFor(get(urlPathEqualTo(batch)).withHeader("Authorization", equalTo("Bearer token-2"))
                .willReturn(atom(simple(1, START, 900, 5).xml())));

        authorized("odd");
        awaitSync("done");

        assertThat(requests(batch)).hasSize(2);
        stubs.verify(postRequestedFor(urlEqualTo(Neighbours.accessPath(authorization)))
                .withRequestBody(equalToJson("{\"refused\":\"" + sha256("token-1") + "\"}")));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void needsReauthorizationWhereTheAuthorizationServiceSaysSo(int status) {
        answers(batch, aResponse().withStatus(status));
        whenRenewed(aResponse().withStatus(409));

        authorized("odd");

        JsonNode error = awaitSync("failed").path("last_error");
        assertThat(error.path("code").asString()).isEqualTo("reauthorization_required");
        assertThat(error.path("action").asString()).contains("Authorize");
        assertThat(requests(batch)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void claimsNothingAboutTheAuthorizationWhereOnlyTheUtilityRefuses(int status) {
        answers(batch, aResponse().withStatus(status));
        whenRenewed(okJson(Neighbours.grant("token-2", stubs.baseUrl() + batch, null)));

        authorized("odd");

        JsonNode sync = awaitSync("retrying");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("request_refused");
        assertThat(sync.path("last_error").path("message").asString()).contains("authorization stands");
        assertThat(sync.path("last_error").path("action").asString()).startsWith("Nothing needs to be done");
        assertThat(requests(batch)).hasSize(2);
    }

    private void whenRenewed(ResponseDefinitionBuilder response) {
        stubs.stubFor(post(urlEqualTo(Neighbours.accessPath(authorization)))
                .withRequestBody(matchingJsonPath("$.refused"))
                .willReturn(response));
    }

    @ParameterizedTest
    @CsvSource({"404", "410"})
    void givesUpWhereTheDataAreGone(int status) {
        answers(batch, aResponse().withStatus(status));

        authorized("odd");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("data_gone");
        assertThat(requests(batch)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400,request_refused", "402,payment_required"})
    void alertsTheOperatorsAndLeavesTheCustomerInPeace(int status, String code) {
        answers(batch, aResponse().withStatus(status));

        authorized("odd");

        JsonNode sync = awaitSync("retrying");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo(code);
        assertThat(sync.path("last_error").path("action").asString()).contains("operators were alerted");
        var failed = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(failed.nextAttemptAt()).isNotNull();
    }

    @Test
    void goesOnByItselfOnceTheOperatorsHaveActed() {
        answersInTurn(batch, aResponse().withStatus(400), atom(simple(1, START, 900, 5).xml()));
        authorized("odd");
        awaitSync("retrying");

        // as if the wait were over
        database.sql("update import_jobs set next_attempt_at = now() where facility_id = :id")
                .bind("id", facility)
                .then()
                .block();

        awaitSync("done");
    }

    @ParameterizedTest
    @CsvSource({"409,authorization_not_active", "404,authorization_not_active"})
    void stopsWhereTheAuthorizationHasEnded(int status, String code) {
        neighbours.refuse(authorization, status);

        authorized("odd");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo(code);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
