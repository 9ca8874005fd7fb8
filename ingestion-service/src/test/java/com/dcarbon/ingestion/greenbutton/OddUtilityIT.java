// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.Neighbours;
import com.dcarbon.ingestion.espi.FeedFixture;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import tools.jackson.databind.JsonNode;

/** Utilities with all the habits that were met, and some that were not. */
class OddUtilityIT extends IngestionTestBase {
    private static final long START = 1_767_254_400;
    private static final String ANY_ELSE = "/r/.*";

    private final WireMockServer stubs = neighbours.stubs();
    private final String root = "/r/" + UUID.randomUUID() + "/espi/1_1/resource";
    private final String batch = root + "/Batch/Subscription/7";
    private final String customer = root + "/Batch/RetailCustomer/7";

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        handOut(batch, null);
    }

    private void handOut(String resource, @Nullable String customerResource) {
        neighbours.handOut(authorization, "token-1", stubs.baseUrl() + resource,
                customerResource == null ? null : stubs.baseUrl() + customerResource);
    }

    private void answers(String path, ResponseDefinitionBuilder response) {
        stubs.stubFor(get(urlPathEqualTo(path)).willReturn(response));
    }

    private static ResponseDefinitionBuilder atom(String xml) {
        return aResponse().withHeader("Content-Type", "application/atom+xml").withBody(xml);
    }

    private FeedFixture here() {
        return feed(stubs.baseUrl() + root);
    }

    private List<LoggedRequest> requests(String path) {
        return stubs.findAll(getRequestedFor(urlPathEqualTo(path)));
    }

    @Test
    void walksATreeThatIsNotSentWhole() {
        String subscription = root + "/Subscription/7";
        String reading = subscription + "/UsagePoint/1/MeterReading";
        handOut(subscription, null);
        answers(subscription, atom(here().usagePoint("1").xml()));
        answers(reading, atom(here().meterReading("1", "m", "t").xml()));
        answers(root + "/ReadingType/t", atom(FeedFixture.feed(stubs.baseUrl() + root).readingType("t", 19, -3).xml()));
        answers(reading + "/m/IntervalBlock", atom(here().block("1", "m", "b", START, 900, 1_500, 2_500).xml()));

        authorized("odd");
        awaitSync("done");

        JsonNode items = intervals(meters().get(0), "&start=2026-01-01&end=2026-01-03").path("items");
        assertThat(items).hasSize(2).allSatisfy(
                item -> assertThat(item.path("direction").asString()).isEqualTo("received"));
        assertThat(items.get(0).path("wh").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(requests(reading + "/m/IntervalBlock")).singleElement()
                .satisfies(request -> assertThat(request.getUrl())
                        .matches(".*\\?published-min=[-0-9T:]+Z&published-max=[-0-9T:]+Z"));
        assertThat(requests(reading)).singleElement()
                .satisfies(request -> assertThat(request.getUrl()).doesNotContain("published"));
    }

    @Test
    void asksForTheUsagePointsWhereTheSubscriptionItselfIsNoResource() {
        String subscription = root + "/Subscription/7";
        handOut(subscription, null);
        answers(subscription, aResponse().withStatus(404));
        answers(subscription + "/UsagePoint", atom(here().usagePoint("1")
                .readingType("t", 1, 0)
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 5)
                .xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(meters()).hasSize(1);
    }

    @Test
    void readsAllPages() {
        answers(batch,
                atom(here().usagePoint("1").readingType("t", 1, 0).next(stubs.baseUrl() + root + "/page/2").xml()));
        answers(root + "/page/2", atom(here().meterReading("1", "m", "t").next("3").xml()));
        answers(root + "/page/3", atom(here().block("1", "m", "b", START, 900, 5, 6).xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(intervals(meters().get(0), "&start=2026-01-01&end=2026-01-03").path("items")).hasSize(2);
    }

    @Test
    void refusesPagesThatGoInACircle() {
        answers(batch, atom(here().next(stubs.baseUrl() + root + "/page/2").xml()));
        answers(root + "/page/2", atom(here().next(stubs.baseUrl() + root + "/page/2").xml()));

        authorized("odd");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("protocol_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://attacker.example/r", "http://169.254.169.254/r", "file:///etc",
            "ftp://localhost/r"})
    void followsNoLinkToAnotherHost(String elsewhere) {
        handOut(root + "/Subscription/7", null);
        answers(root + "/Subscription/7", atom(feed(elsewhere).usagePoint("1").xml()));

        authorized("odd");

        JsonNode sync = awaitSync("failed");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("protocol_error");
        assertThat(sync.path("last_success").isNull()).isTrue();
        assertThat(meters()).isEmpty();
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).isEmpty();
        var failed = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(failed.nextAttemptAt()).isNull();
    }

    @Test
    void readsACompleteFeedWhoseLinksNameAnotherHost() {
        answers(batch, atom(simple(1, START, 900, 5, 6).xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(meters()).hasSize(1);
    }

    @Test
    void followsNoRedirection() {
        answers(batch, aResponse().withStatus(302).withHeader("Location", stubs.baseUrl() + root + "/elsewhere"));
        answers(root + "/elsewhere", atom(simple(1, START, 900, 5).xml()));

        authorized("odd");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("malformed_feed");
        assertThat(requests(root + "/elsewhere")).isEmpty();
    }

    @Test
    void waitsForAnAnswerThatIsPreparedAndAsksForTheSame() {
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(aResponse().withStatus(202).withHeader("Retry-After", "1"))
                .willSetStateTo("ready"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("ready")
                .willReturn(atom(simple(1, START, 900, 5).xml())));

        authorized("odd");
        JsonNode sync = awaitSync("done");

        assertThat(sync.path("attempts").asInt()).isZero();
        assertThat(requests(batch)).hasSize(2).extracting(LoggedRequest::getUrl).satisfies(
                urls -> assertThat(urls.get(0)).isEqualTo(urls.get(1)));
    }

    @Test
    void anEmptyWindowIsNoFailure() {
        answers(batch, aResponse().withStatus(204));

        authorized("odd");
        awaitSync("done");

        assertThat(meters()).isEmpty();
    }

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
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(aResponse().withStatus(400))
                .willSetStateTo("repaired"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("repaired")
                .willReturn(atom(simple(1, START, 900, 5).xml())));
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
    @ValueSource(ints = {500, 503, 408, 425})
    void triesAgainWhereTimeHelps(int status) {
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(aResponse().withStatus(status).withHeader("Retry-After", "1"))
                .willSetStateTo("well"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("well")
                .willReturn(atom(simple(1, START, 900, 5).xml())));

        authorized("odd");
        JsonNode sync = awaitSync("done");

        assertThat(sync.path("attempts").asInt()).isEqualTo(1);
        assertThat(sync.path("last_error").isNull()).isTrue();
        assertThat(gapBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        var failed = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(failed.nextAttemptAt()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAUtilityAloneThatAsksForThatAndUsesUpNoAttempt(boolean asDate) {
        String retryAfter = asDate
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3))
                : "2";
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", retryAfter))
                .willSetStateTo("well"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("well")
                .willReturn(atom(simple(1, START, 900, 5).xml())));

        authorized("odd");
        assertThat(awaitSync("waiting").path("last_error").path("code").asString()).isEqualTo("provider_busy");
        JsonNode sync = awaitSync("done");

        assertThat(sync.path("attempts").asInt()).isZero();
        assertThat(gapBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofMillis(asDate ? 1_500 : 1_900));
        assertThat(events(EventKind.SYNC_FAILED)).hasSize(1);
    }

    private Duration gapBetweenRequests() {
        List<LoggedRequest> asked = requests(batch);
        return Duration.between(asked.getFirst().getLoggedDate().toInstant(),
                asked.getLast().getLoggedDate().toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Location", "Location"})
    void asksWhereTheUtilitySaidThatTheAnswerWouldBe(String header) {
        answers(batch, aResponse().withStatus(202).withHeader("Retry-After", "1").withHeader(header,
                root + "/prepared/9"));
        answers(root + "/prepared/9", atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(requests(batch)).hasSize(1);
        assertThat(requests(root + "/prepared/9")).hasSize(1);
    }

    @Test
    void asksForTheSameAgainWhereThePreparedAnswerIsGoneOrElsewhere() {
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(aResponse().withStatus(202)
                        .withHeader("Retry-After", "1")
                        .withHeader("Location", root + "/prepared/9"))
                .willSetStateTo("elsewhere"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("elsewhere")
                .willReturn(aResponse().withStatus(202)
                        .withHeader("Retry-After", "1")
                        .withHeader("Location", "https://attacker.example/9"))
                .willSetStateTo("ready"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("ready")
                .willReturn(atom(simple(1, START, 900, 5).xml())));
        answers(root + "/prepared/9", aResponse().withStatus(404));

        authorized("odd");
        awaitSync("done");

        assertThat(requests(batch)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 429})
    void isNotHurriedByAUtilityThatSaysAtOnceAgainAndAgain(int status) {
        answers(batch, aResponse().withStatus(status).withHeader("Retry-After", "0"));
        authorized("odd");
        awaitSync("waiting");

        // as if it had been put back ten times: the backoff of this test doubles from 50 ms
        database.sql("update import_jobs set waits = 10 where facility_id = :id").bind("id", facility).then().block();
        await(() -> count("select count(*) from import_jobs where facility_id = :id and waits > 10"
                + " and next_attempt_at > now() + interval '500 milliseconds'") == 1);

        assertThat(requests(batch).size()).isLessThan(30);
    }

    @Test
    void givesUpWhenAnAnswerIsPreparedForLongerThanPatienceAllows() {
        answers(batch, aResponse().withStatus(202).withHeader("Retry-After", "3600"));
        authorized("odd");
        awaitSync("waiting");

        database.sql("""
                update import_jobs set created_at = now() - interval '48 hours', next_attempt_at = now()
                 where facility_id = :id""").bind("id", facility).then().block();

        JsonNode error = awaitSync("failed").path("last_error");
        assertThat(error.path("code").asString()).isEqualTo("provider_not_ready");
        assertThat(requests(batch)).hasSize(2);
    }

    @Test
    void waitsWithoutUsingUpAttemptsWhileTheAuthorizationServiceIsAway() {
        answers(batch, atom(simple(1, START, 900, 5).xml()));
        neighbours.refuse(authorization, 503);
        authorized("odd");
        assertThat(awaitSync("waiting").path("last_error").path("code").asString()).isEqualTo("token_unavailable");

        handOut(batch, null);

        assertThat(awaitSync("done").path("attempts").asInt()).isZero();
        assertThat(events(EventKind.SYNC_FAILED)).hasSize(1);
    }

    @Test
    void endsAnAnswerThatTricklesForEver() {
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(atom(simple(1, START, 900, 5).xml()).withChunkedDribbleDelay(100, 60_000))
                .willSetStateTo("well"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("well")
                .willReturn(atom(simple(1, START, 900, 5).xml())));

        authorized("odd");

        assertThat(awaitSync("done").path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void readsAnAnswerWhoseTypeIsNonsense() {
        answers(batch, aResponse().withHeader("Content-Type", ";;").withBody(simple(1, START, 900, 5).xml()));

        authorized("odd");

        awaitSync("done");
    }

    @Test
    void triesAgainAfterACutConnection() {
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))
                .willSetStateTo("cut"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("cut")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("well"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .whenScenarioStateIs("well")
                .willReturn(atom(simple(1, START, 900, 5).xml())));

        authorized("odd");

        assertThat(awaitSync("done").path("attempts").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"cut", "dtd", "html", "json", "gzip", "partial"})
    void importsNothingOfADamagedFeed(String damage) {
        String good = simple(1, START, 900, 5, 6, 7).xml();
        answers(batch, switch (damage) {
            case "cut" -> atom(good.substring(0, good.length() * 2 / 3));
            case "dtd" -> atom("<!DOCTYPE feed [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + good);
            case "gzip" -> atom(good).withHeader("Content-Encoding", "gzip");
            case "partial" -> atom(good).withStatus(206);
            case "html" -> aResponse().withHeader("Content-Type", "text/html").withBody("<html>Sorry</html>");
            default -> aResponse().withHeader("Content-Type", "application/json").withBody("{}");
        });

        authorized("odd");

        JsonNode sync = awaitSync("failed");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("malformed_feed");
        assertThat(sync.path("attempts").asInt()).isEqualTo(3);
        assertThat(meters()).isEmpty();
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).isEmpty();
        assertThat(events(EventKind.METERS_IMPORTED)).isEmpty();
    }

    @Test
    void refusesMoreThanTheProfileAllows() {
        answers(batch, atom(simple(1, START, 900, new long[2_000]).xml()));

        authorized("odd");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("feed_too_large");
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "400"})
    void importsWithoutCustomerDataWhereTheyAreNotShared(int status) {
        handOut(batch, customer);
        answers(batch, atom(simple(1, START, 900, 5).xml()));
        answers(customer, aResponse().withStatus(status));

        authorized("odd");
        awaitSync("done");

        JsonNode meter = meters().get(0);
        assertThat(meter.path("service_address").isNull()).isTrue();
        assertThat(meter.path("utility_meter_id").isNull()).isTrue();
        assertThat(meter.path("blocks").get(0).asString()).isEqualTo("intervals");
    }

    @ParameterizedTest
    @CsvSource({"409,authorization_not_active", "404,authorization_not_active"})
    void stopsWhereTheAuthorizationHasEnded(int status, String code) {
        neighbours.refuse(authorization, status);

        authorized("odd");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo(code);
    }

    @Test
    void leavesNoTemporaryFiles() throws Exception {
        answers(batch, atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        awaitSync("done");

        await(() -> {
            try (var left = Files.list(neighbours.spoolDirectory())) {
                return left.findAny().isEmpty();
            }
        });
    }

    @Test
    void asksTheUtilityForNothingBeyondWhatIsNeeded() {
        answers(batch, atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(stubs.findAll(getRequestedFor(urlPathMatching(ANY_ELSE))))
                .filteredOn(request -> request.getUrl().startsWith(root))
                .hasSize(1);
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
