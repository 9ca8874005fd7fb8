// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** Feeds of all shapes that were met, and some that were not. */
class OddFeedIT extends OddUtilityTestBase {

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
    void anEmptyWindowIsNoFailure() {
        answers(batch, aResponse().withStatus(204));

        authorized("odd");
        awaitSync("done");

        assertThat(meters()).isEmpty();
    }

    @Test
    void readsAnAnswerWhoseTypeIsNonsense() {
        answers(batch, aResponse().withHeader("Content-Type", ";;").withBody(simple(1, START, 900, 5).xml()));

        authorized("odd");

        awaitSync("done");
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
        String customer = root + "/Batch/RetailCustomer/7";
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

    @Test
    void leavesNoTemporaryFiles() throws Exception {
        answers(batch, atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        awaitSync("done");

        leavesNothingInTheSpool();
    }

    @Test
    void asksTheUtilityForNothingBeyondWhatIsNeeded() {
        answers(batch, atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(stubs.findAll(getRequestedFor(urlPathMatching("/r/.*"))))
                .filteredOn(request -> request.getUrl().startsWith(root))
                .hasSize(1);
    }
}
