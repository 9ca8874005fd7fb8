// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Refusal;
import com.dcarbon.authorization.token.rules.TokenAnswer;
import com.dcarbon.authorization.token.rules.TokenSet;

class TokenAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String REQUESTED = "FB=1_3_4_5;IntervalDuration=900";
    private static final String GOOD = """
            {"access_token":"at-1","token_type":"Bearer","expires_in":3600,"refresh_token":"rt-1",
             "scope":"FB=4_5_15;IntervalDuration=3600","resourceURI":"https://dc.example/espi/Batch/Subscription/503888",
             "authorizationURI":"https://dc.example/espi/Authorization/777",
             "customerResourceURI":"https://dc.example/espi/Batch/RetailCustomer/503888"}""";

    private final TokenAnswers answers = new TokenAnswers(
            address -> "https".equals(address.getScheme()) && "dc.example".equals(address.getHost()));

    @Test
    void readsAGrantWithItsAddresses() {
        Grant grant = granted(GOOD);

        assertThat(grant.tokens().accessToken()).isEqualTo("at-1");
        assertThat(grant.tokens().refreshToken()).isEqualTo("rt-1");
        assertThat(grant.tokens().expiresAt()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(grant.scope()).isEqualTo("FB=4_5_15;IntervalDuration=3600");
        assertThat(grant.authId()).isEqualTo("777");
        assertThat(grant.locations().resourceUri())
                .isEqualTo(URI.create("https://dc.example/espi/Batch/Subscription/503888"));
        assertThat(grant.locations().customerResourceUri()).isNotNull();
    }

    @Test
    void takesTheSubscriptionsIdWhereNoAuthorizationIsNamed() {
        Grant grant = granted(GOOD.replace("authorizationURI", "other").replace("503888\"", "50%3D88/\""));

        assertThat(grant.authId()).isEqualTo("50=88");
        assertThat(grant.locations().authorizationUri()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER"})
    void doesNotMindTheCaseOfTheTokenType(String type) {
        assertThat(granted(GOOD.replace("\"Bearer\"", "\"" + type + "\"")).authId()).isEqualTo("777");
    }

    @Test
    void takesTheLibertiesOfCustodians() {
        Grant grant = granted(GOOD.replace("\"access_token\"", "\"client_access_token\"").replace("resourceURI",
                "resource_uri").replace("3600,", "\"1800\","));

        assertThat(grant.tokens().accessToken()).isEqualTo("at-1");
        assertThat(Duration.between(NOW, grant.tokens().expiresAt())).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void assumesWhatIsNotSaid() {
        Grant grant = granted(GOOD.replace("\"expires_in\":3600,", "").replace("\"scope\"", "\"x\"")
                .replace("\"refresh_token\":\"rt-1\",", "").replace("\"token_type\":\"Bearer\",", ""));

        assertThat(grant.tokens().expiresAt()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(grant.scope()).as("RFC 6749, section 5.1: as requested").isEqualTo(REQUESTED);
        assertThat(grant.tokens().refreshToken()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/espi/1", "http://dc.example/espi/1", "https://dc.example@evil.example/1",
            "/espi/1", "file:///etc/passwd", "not a uri"})
    void trustsNoAddressOutsideOfTheProvider(String address) {
        for (String good : new String[]{"https://dc.example/espi/Batch/Subscription/503888",
                "https://dc.example/espi/Authorization/777",
                "https://dc.example/espi/Batch/RetailCustomer/503888"}) {
            assertThat(refusal(200, GOOD.replace(good, address))).isEqualTo(Refusal.NONSENSE);
        }
    }

    @Test
    void noticesAConsentWithoutIntervals() {
        assertThat(refusal(200, GOOD.replace("FB=4_5_15", "FB=15_51_53"))).isEqualTo(Refusal.SCOPE_TOO_NARROW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Welcome</body></html>", "[]", "null", "\"token\"", "{}",
            "{\"access_token\":",
            "{\"access_token\":null}", "{\"access_token\":\"\"}", "{\"access_token\":{\"a\":1}}",
            "{\"access_token\":\"a b\"}", "{\"access_token\":\"a\\r\\nX: y\"}"})
    void refusesASuccessThatIsNone(String body) {
        assertThat(refusal(200, body)).isEqualTo(Refusal.NONSENSE);
    }

    @Test
    void refusesOtherTokenTypesAndAMissingAddress() {
        assertThat(refusal(200, GOOD.replace("\"Bearer\"", "\"mac\""))).isEqualTo(Refusal.NONSENSE);
        assertThat(refusal(200, GOOD.replace("resourceURI\":\"https://dc.example/espi/Batch/Sub", "x\":\"https://dc")))
                .isEqualTo(Refusal.NONSENSE);
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant, GRANT_ENDED", "401, invalid_client, CLIENT_REFUSED",
            "400, invalid_client, CLIENT_REFUSED", "400, unauthorized_client, CLIENT_REFUSED",
            "400, invalid_request, CLIENT_REFUSED", "400, unsupported_grant_type, CLIENT_REFUSED",
            "400, invalid_scope, SCOPE_REFUSED", "500, server_error, UNAVAILABLE",
            "503, temporarily_unavailable, MAINTENANCE", "200, invalid_grant, GRANT_ENDED",
            "400, who_knows, NONSENSE"})
    void knowsTheErrorsOfTheProtocol(int status, String error, Refusal expected) {
        assertThat(refusal(status, "{\"error\":\"" + error + "\",\"error_description\":\"free text\"}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500, UNAVAILABLE", "502, UNAVAILABLE", "504, UNAVAILABLE", "503, MAINTENANCE", "429, UNAVAILABLE",
            "408, UNAVAILABLE", "401, CLIENT_REFUSED", "403, CLIENT_REFUSED", "400, NONSENSE", "404, NONSENSE",
            "302, NONSENSE", "204, NONSENSE"})
    void judgesByTheStatusWhereNothingElseIsSaid(int status, Refusal expected) {
        assertThat(refusal(status, "<html>Something</html>")).isEqualTo(expected);
    }

    @Test
    void quotesNothingThatTheUtilityWrote() {
        var refused = (TokenAnswer.Refused<Grant>) answers.toCode(
                new RawAnswer(400, "{\"error\":\"canary\"}"), REQUESTED, NOW);

        assertThat(refused.hint()).isEqualTo("400");
        assertThat(new RawAnswer(200, "canary").toString()).doesNotContain("canary");
    }

    @Test
    void keepsARefreshWithoutANewRefreshToken() {
        var granted = (TokenAnswer.Granted<TokenSet>) answers.toRefresh(
                new RawAnswer(200, "{\"access_token\":\"at-2\",\"token_type\":\"Bearer\"}"), NOW);

        assertThat(granted.value().accessToken()).isEqualTo("at-2");
        assertThat(granted.value().refreshToken()).isNull();
        assertThat(granted.value().scope()).isNull();
    }

    private Grant granted(String body) {
        return ((TokenAnswer.Granted<Grant>) answers.toCode(new RawAnswer(200, body), REQUESTED, NOW)).value();
    }

    private Refusal refusal(int status, String body) {
        return ((TokenAnswer.Refused<Grant>) answers.toCode(new RawAnswer(status, body), REQUESTED, NOW)).refusal();
    }
}
