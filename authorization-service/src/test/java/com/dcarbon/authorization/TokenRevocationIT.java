// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** A utility with an endpoint for the revocation of tokens (RFC 7009). */
class TokenRevocationIT extends OddUtilityIT {
    private static final String NO_CLIENT_TOKENS = "{\"error\":\"unsupported_grant_type\"}";
    private static final ResponseDefinitionBuilder BUSY = aResponse().withStatus(503).withHeader("Retry-After", "7200");

    @Test
    void endsTheRecordFirstAndThenTheTokensAndEachOnce() {
        UUID authorization = authorizedAtTidy();
        record("/tidy", noContent());
        revocation("rt-" + code, "refresh_token", BUSY);

        revoke(authorization, owner()).expectStatus().isOk();
        awaitAttempts(authorization, 1);
        assertThat(row("select access_token, refresh_token, record_ended_at from revocations where id = '%s'"
                .formatted(authorization)).toString()).doesNotContain("null", "at-" + code, "rt-" + code);
        revocation("rt-" + code, "refresh_token", ok());
        makeDue(authorization);

        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        assertThat(row("select refresh_token from revocations where id = '%s'".formatted(authorization)))
                .containsEntry("refresh_token", null);
        Surroundings.STUBS.verify(1, deleteRequestedFor(urlEqualTo(recordAtTidy())));
        Surroundings.STUBS.verify(2, postRequestedFor(urlEqualTo("/tidy/oauth/revoke"))
                .withBasicAuth(new BasicCredentials("dcarbon-tidy", "local-tidy-secret"))
                .withFormParam("token", equalTo("rt-" + code)));
    }

    @Test
    void endsTheTokensAtOnceWhereTheRecordIsRefused() {
        UUID authorization = authorizedAtTidy();
        record("/tidy", aResponse().withStatus(403));
        revocation("rt-" + code, "refresh_token", ok());

        revoke(authorization, owner()).expectStatus().isOk();
        awaitAttempts(authorization, 1);
        assertThat(row("select access_token, refresh_token from revocations where id = '%s'".formatted(authorization)))
                .containsEntry("access_token", null).containsEntry("refresh_token", null);

        record("/tidy", noContent());
        makeDue(authorization);
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        Surroundings.STUBS.verify(1, postRequestedFor(urlEqualTo("/tidy/oauth/revoke"))
                .withFormParam("token", equalTo("rt-" + code)));
    }

    @Test
    void endsTheAccessTokenWhereTheUtilityTakesNoOther() {
        UUID authorization = authorizedAtTidy();
        record("/tidy", aResponse().withStatus(404));
        revocation("rt-" + code, "refresh_token",
                aResponse().withStatus(400).withBody("{\"error\":\"unsupported_token_type\"}"));
        revocation("at-" + code, "access_token", aResponse().withStatus(404));

        revoke(authorization, owner()).expectStatus().isOk();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
    }

    @Test
    void getsTheCustomersAccessAnewWhereTheClientHasNoneAndTheCustomersHasExpired() {
        UUID authorization = authorizedAtTidy();
        age(authorization);
        Surroundings.STUBS.stubFor(post(urlEqualTo("/tidy/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(aResponse().withStatus(400).withBody(NO_CLIENT_TOKENS)));
        Surroundings.STUBS.stubFor(post(urlEqualTo("/tidy/oauth/token"))
                .withFormParam("refresh_token", equalTo("rt-" + code)).willReturn(okJson(tokens("2"))));
        Surroundings.STUBS.stubFor(delete(urlEqualTo(recordAtTidy()))
                .withHeader("Authorization", equalTo("Bearer at2-" + code)).willReturn(noContent()));
        revocation("rt2-" + code, "refresh_token", ok());

        revoke(authorization, owner()).expectStatus().isOk();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        assertThat(steps(authorization)).endsWith("revoked revoked_by_user", "revoked_at_utility");
    }

    /** The same record at a utility that is asked to end its tokens, too. */
    private String recordAtTidy() {
        return recordPath().replace("/odd/", "/tidy/");
    }

    private UUID authorizedAtTidy() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Surroundings.STUBS.stubFor(post(urlEqualTo("/tidy/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(okJson(tokensWithRecord().replace("/odd/", "/tidy/"))));
        Started started = start("owner", facility, "tidy");
        assertThat(comeBack("tidy", "code=" + code + "&state=" + started.state(), started).status())
                .isEqualTo("authorized");
        return authorizationOf(facility);
    }

    /** What the utility answers when its record is to be deleted; it stands otherwise. */
    private void record(String utility, ResponseDefinitionBuilder deletion) {
        Surroundings.STUBS.stubFor(post(urlEqualTo(utility + "/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(okJson("{\"access_token\":\"ct\",\"token_type\":\"Bearer\"}")));
        Surroundings.STUBS.stubFor(delete(urlEqualTo(recordAtTidy())).willReturn(deletion));
        Surroundings.STUBS.stubFor(get(urlEqualTo(recordAtTidy())).willReturn(ok(ENTRY.formatted("1"))));
    }

    private static void revocation(String token, String kind, ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo("/tidy/oauth/revoke")).withFormParam("token", equalTo(token))
                .withFormParam("token_type_hint", equalTo(kind)).willReturn(answer));
    }
}
