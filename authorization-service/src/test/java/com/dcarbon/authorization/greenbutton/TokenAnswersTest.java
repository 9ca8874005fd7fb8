// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Leftover;
import com.dcarbon.authorization.token.rules.RemainingAccess;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

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
            assertThat(refusal(200, GOOD.replace(good, address))).isEqualTo("malformed");
        }
    }

    @Test
    void noticesAConsentWithoutIntervals() {
        Grant good = granted(GOOD);
        assertThat(consent(200, GOOD.replace("FB=4_5_15", "FB=15_51_53")).leftover()).isEqualTo(new Leftover("777",
                new RemainingAccess(good.locations().authorizationUri(), "at-1", good.tokens().expiresAt(), "rt-1",
                        "FB=15_51_53;IntervalDuration=3600")));
    }

    @Test
    void namesWhatIsToBeGivenBackByAddressesOfTheProviderOnly() {
        Leftover byResource = Objects.requireNonNull(
                consent(200, GOOD.replace("https://dc.example/espi/Auth", "https://evil.example/Auth")).leftover());
        assertThat(byResource.authId()).isEqualTo("503888");
        assertThat(byResource.access().authorizationUri()).isNull();
        assertThat(byResource.toString()).doesNotContain("at-1").doesNotContain("rt-1");
        assertThat(consent(200, GOOD.replace("https://dc.example", "https://evil.example")).leftover()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Welcome</body></html>", "[]", "null", "\"token\"", "{}",
            "{\"access_token\":",
            "{\"access_token\":null}", "{\"access_token\":\"\"}", "{\"access_token\":{\"a\":1}}",
            "{\"access_token\":\"a b\"}", "{\"access_token\":\"a\\r\\nX: y\"}"})
    void refusesASuccessThatIsNone(String body) {
        assertThat(refusal(200, body)).isEqualTo("malformed");
    }

    @Test
    void refusesOtherTokenTypesAndAMissingAddress() {
        assertThat(refusal(200, GOOD.replace("\"Bearer\"", "\"mac\""))).isEqualTo("malformed");
        assertThat(refusal(200, GOOD.replace("resourceURI\":\"https://dc.example/espi/Batch/Sub", "x\":\"https://dc")))
                .isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant, reauthorization_needed", "401, invalid_grant, reauthorization_needed",
            "403, access_denied, reauthorization_needed", "401, invalid_client, misconfigured",
            "400, invalid_client, misconfigured", "400, unauthorized_client, misconfigured",
            "400, invalid_request, misconfigured", "400, unsupported_grant_type, misconfigured",
            "400, invalid_scope, misconfigured", "400, server_error, transient",
            "400, temporarily_unavailable, transient", "200, invalid_grant, reauthorization_needed",
            "200, invalid_client, misconfigured", "200, server_error, transient", "200, who_knows, malformed",
            "400, who_knows, misconfigured"})
    void knowsTheErrorsOfTheProtocol(int status, String error, String expected) {
        assertThat(refusal(status, "{\"error\":\"" + error + "\",\"error_description\":\"free text\"}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500, transient", "502, transient", "503, transient", "504, transient", "429, throttled",
            "408, transient", "425, transient", "401, misconfigured", "403, misconfigured", "400, misconfigured",
            "402, payment_required", "404, gone", "410, gone", "301, malformed", "302, malformed", "202, malformed",
            "204, malformed"})
    void judgesByTheStatusWhereNothingElseIsSaid(int status, String expected) {
        assertThat(refusal(status, "<html>Something</html>")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500, transient", "503, transient", "429, throttled", "402, payment_required", "404, gone",
            "410, gone", "302, malformed"})
    void looksAtTheStatusBeforeTheBody(int status, String expected) {
        assertThat(refusal(status, "{\"error\":\"invalid_grant\"}")).isEqualTo(expected);
        assertThat(refusal(status, GOOD)).as("tokens under a failure").isEqualTo(expected);
    }

    @Test
    void tellsScopesAndMaintenanceApartFromOtherTrouble() {
        assertThat(consent(400, "{\"error\":\"invalid_scope\"}")).isInstanceOf(ConsentAnswer.ScopeRefused.class);
        assertThat(consent(503, "")).isInstanceOf(ConsentAnswer.Maintenance.class);
        assertThat(consent(400, "{\"error\":\"temporarily_unavailable\"}"))
                .isInstanceOf(ConsentAnswer.Maintenance.class);
        assertThat(consent(500, "{\"error\":\"invalid_scope\"}")).isInstanceOf(ConsentAnswer.Refused.class);
    }

    @Test
    void keepsTheWishWhenToBeAskedAgain() {
        Instant wish = NOW.plusSeconds(77);
        assertThat(answers.toRefresh(new RawAnswer(429, "", wish), NOW))
                .isEqualTo(ProviderOutcome.failed(new ProviderTrouble.Throttled("status 429", wish)));
        assertThat(answers.toRefresh(new RawAnswer(503, "", wish), NOW))
                .isEqualTo(ProviderOutcome.failed(new ProviderTrouble.Unavailable("status 503", wish)));
    }

    @Test
    void doesNotAlertWhereNoClientTokenIsToBeHad() {
        for (String word : List.of("unsupported_grant_type", "unauthorized_client")) {
            assertThat(answers.toClientToken(new RawAnswer(400, "{\"error\":\"" + word + "\"}", null), NOW).tag())
                    .isEqualTo("gone");
        }
        assertThat(answers.toClientToken(new RawAnswer(401, "{\"error\":\"invalid_client\"}", null), NOW).tag())
                .isEqualTo("misconfigured");
    }

    @Test
    void quotesNothingThatTheUtilityWrote() {
        var refused = (ConsentAnswer.Refused) consent(400, "{\"error\":\"canary\"}");

        assertThat(refused.trouble().detail()).isEqualTo("status 400");
        assertThat(new RawAnswer(200, "canary", null).toString()).doesNotContain("canary");
    }

    @Test
    void keepsARefreshWithoutANewRefreshToken() {
        var granted = (ProviderOutcome.Succeeded<TokenSet>) answers.toRefresh(
                new RawAnswer(200, "{\"access_token\":\"at-2\",\"token_type\":\"Bearer\"}", null), NOW);

        assertThat(granted.value().accessToken()).isEqualTo("at-2");
        assertThat(granted.value().refreshToken()).isNull();
        assertThat(granted.value().scope()).isNull();
    }

    private Grant granted(String body) {
        return ((ConsentAnswer.Granted) consent(200, body)).grant();
    }

    private ConsentAnswer consent(int status, String body) {
        return answers.toConsent(new RawAnswer(status, body, null), REQUESTED, NOW);
    }

    private String refusal(int status, String body) {
        return consent(status, body).call().tag();
    }
}
