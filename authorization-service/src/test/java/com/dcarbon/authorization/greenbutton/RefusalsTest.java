// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three refusals that are three different things, at every place where a custodian may give them: that it does not take
 * our client is our fault, {@code invalid_grant} means that the grant is gone, and that it forbids says nothing yet.
 */
class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final URI RECORD = URI.create("https://dc.example/Authorization/5");

    private final TokenAnswers tokens = new TokenAnswers(_ -> true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # status | error | exchange | refresh | client token | read back | delete record | revoke token
            401 | invalid_client | misconfigured | misconfigured | misconfigured | gone | gone | misconfigured
            400 | invalid_client | misconfigured | misconfigured | misconfigured | misconfigured | misconfigured | misconfigured
            403 | invalid_client | misconfigured | misconfigured | misconfigured | gone | gone | misconfigured
            400 | unauthorized_client | misconfigured | misconfigured | gone | misconfigured | misconfigured | misconfigured
            401 | ` ` | misconfigured | misconfigured | misconfigured | gone | gone | misconfigured
            400 | invalid_grant | reauthorization_needed | reauthorization_needed | reauthorization_needed | misconfigured | misconfigured | revoked
            401 | invalid_grant | reauthorization_needed | reauthorization_needed | reauthorization_needed | gone | gone | misconfigured
            500 | invalid_grant | transient | transient | transient | transient | transient | transient
            403 | ` ` | misconfigured | misconfigured | misconfigured | gone | gone | misconfigured
            403 | Forbidden | misconfigured | misconfigured | misconfigured | gone | gone | misconfigured
            404 | ` ` | gone | gone | gone | revoked | revoked | revoked
            410 | invalid_grant | gone | gone | gone | revoked | revoked | revoked
            429 | invalid_grant | throttled | throttled | throttled | throttled | throttled | throttled
            """)
    void areToldApartWhereverTheyCome(int status, String error, String exchange, String refresh, String clientToken,
            String readBack, String delete, String revoke) {
        var raw = new RawAnswer(status, "{\"error\":\"" + error.strip() + "\"}", null);

        assertThat(tokens.toConsent(raw, "FB=4", NOW).call().tag()).isEqualTo(exchange);
        assertThat(tokens.toRefresh(raw, NOW).tag()).isEqualTo(refresh);
        assertThat(tokens.toClientToken(raw, NOW).tag()).isEqualTo(clientToken);
        assertThat(GreenButtonRecord.seen(raw).tag()).isEqualTo(readBack);
        assertThat(GreenButtonRevocation.done(raw, RECORD).tag()).isEqualTo(delete);
        assertThat(RevocationAnswers.meaning(raw).tag()).isEqualTo(revoke);
    }

    /** Of the refusals at a refresh only this one is looked into at the Authorization resource. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"403 | `<html>` | true", "403 | `` | true",
            "403 | `{\"error\":\"invalid_client\"}` | false", "400 | `<html>` | false", "401 | `` | false"})
    void aPlain403IsLookedInto(int status, String body, boolean forbidden) {
        assertThat(TokenAnswers.isForbidden(new RawAnswer(status, body, null))).isEqualTo(forbidden);
    }

    @ParameterizedTest
    @CsvSource({"200, '', success", "204, '', success", "200, invalid_grant, success", "202, '', transient",
            "400, invalid_token, revoked", "400, unsupported_token_type, gone",
            "503, unsupported_token_type, transient",
            "405, '', misconfigured", "302, '', malformed", "400, who_knows, misconfigured"})
    void saysWhatBecameOfAToken(int status, String error, String expected) {
        assertThat(RevocationAnswers.meaning(new RawAnswer(status, "{\"error\":\"" + error + "\"}", null)).tag())
                .isEqualTo(expected);
    }
}
