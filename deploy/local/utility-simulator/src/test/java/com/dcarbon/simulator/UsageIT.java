// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static com.dcarbon.simulator.AtomFeed.ESPI;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Reading;
import com.dcarbon.simulator.customer.Series;
import com.dcarbon.simulator.customer.UsagePoint;

import tools.jackson.databind.JsonNode;

/** What the feeds of readings say, and for which window. */
class UsageIT extends SimulatorTestBase {
    private static final String JULY_1 = "published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";

    @Test
    void servesTheTruthOfTheDay() {
        AtomFeed feed = usage(pge, "owner", JULY_1);
        Period day = new Period(Instant.parse("2026-07-01T07:00:00Z"), Instant.parse("2026-07-02T07:00:00Z"));

        List<UsagePoint> truth = simulator.household("pge", "owner").usagePoints();
        assertThat(feed.payloads(ESPI, "UsagePoint")).hasSize(2);
        assertThat(feed.payloads(ESPI, "IntervalBlock")).hasSize(3);
        for (UsagePoint point : truth) {
            for (Series series : point.series()) {
                assertThat(total(feed, point, series.flow())).isEqualByComparingTo(series.total(day));
            }
        }
    }

    @Test
    void servesEveryReadingAsItIs() {
        UsagePoint house = simulator.household("sce", "home").usagePoints().getFirst();
        List<Element> readings = readings(usage(sce, "home", JULY_1), house, Flow.REVERSE);
        List<Reading> truth = house.series(Flow.REVERSE)
                .readings(new Period(Instant.parse("2026-07-01T07:00:00Z"), Instant.parse("2026-07-02T07:00:00Z")));

        assertThat(readings).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            Element reading = readings.get(i);
            assertThat(AtomFeed.text(reading, "start"))
                    .isEqualTo(String.valueOf(truth.get(i).start().getEpochSecond()));
            assertThat(AtomFeed.text(reading, "duration")).isEqualTo("900");
            assertThat(AtomFeed.text(reading, "value")).isEqualTo(String.valueOf(truth.get(i).value()));
            assertThat(AtomFeed.text(reading, "quality")).isEqualTo(String.valueOf(truth.get(i).quality()));
        }
    }

    @ParameterizedTest
    @CsvSource({"pge, -3", "sce, 0", "sdge, 0"})
    void scalesAsTheCustodianDoes(String custodian, String powerOfTen) {
        AtomFeed feed = usage(new ThirdPartyClient(simulator, custodian), "home", JULY_1);

        assertThat(feed.payloads(ESPI, "ReadingType")).extracting(type -> AtomFeed.text(type, "powerOfTenMultiplier"))
                .containsExactly(powerOfTen, powerOfTen);
        assertThat(feed.payloads(ESPI, "ReadingType")).extracting(type -> AtomFeed.text(type, "flowDirection"))
                .containsExactly("1", "19");
    }

    @Test
    void tiesResourcesTogetherByLinks() {
        AtomFeed feed = usage(pge, "home", JULY_1);
        List<String> readingTypes = feed.payloads(ESPI, "ReadingType").stream().map(it -> AtomFeed.link(it, "self"))
                .toList();
        List<String> meterReadings = feed.payloads(ESPI, "MeterReading")
                .stream()
                .map(it -> AtomFeed.link(it, "self"))
                .toList();

        for (Element block : feed.payloads(ESPI, "IntervalBlock")) {
            assertThat(meterReadings).contains(AtomFeed.link(block, "up").replace("/IntervalBlock", ""));
        }
        for (Element meterReading : feed.payloads(ESPI, "MeterReading")) {
            Element entry = (Element) meterReading.getParentNode().getParentNode();
            assertThat(AtomFeed.elements(entry, AtomFeed.ATOM, "link"))
                    .anyMatch(link -> readingTypes.contains(link.getAttribute("href")));
            assertThat(AtomFeed.link(meterReading, "up"))
                    .startsWith(AtomFeed.link(feed.payloads(ESPI, "UsagePoint").getFirst(), "self"));
        }
    }

    @ParameterizedTest
    @CsvSource({"pge, 2026-03-08T08:00:00Z, 2026-03-09T07:00:00Z, 2, 92",
            "pge, 2025-11-02T07:00:00Z, 2025-11-03T08:00:00Z, 2, 100",
            "sce, 2026-03-08T08:00:00Z, 2026-03-09T07:00:00Z, 1, 92"})
    void servesTheDaysOfTheClockChanges(String custodian, String from, String until, int blocks, int quarters) {
        ThirdPartyClient client = new ThirdPartyClient(simulator, custodian);
        AtomFeed feed = usage(client, "home", "published-min=" + from + "&published-max=" + until);
        UsagePoint house = simulator.household(custodian, "home").usagePoints().getFirst();

        assertThat(blocks(feed, house, Flow.FORWARD)).hasSize(blocks);
        assertThat(readings(feed, house, Flow.FORWARD)).hasSize(quarters);
    }

    @Test
    void cutsReadingsOutsideTheWindow() {
        AtomFeed feed = usage(pge, "home", "updated-min=2026-07-01T09:01:00Z&updated-max=2026-07-01T10:00:00Z");
        UsagePoint house = simulator.household("pge", "home").usagePoints().getFirst();

        assertThat(readings(feed, house, Flow.FORWARD)).extracting(reading -> AtomFeed.text(reading, "start"))
                .containsExactly("1782897300", "1782898200", "1782899100");
        assertThat(AtomFeed.text(blocks(feed, house, Flow.FORWARD).getFirst(), "interval")).isEqualTo("27001782897300");
    }

    @Test
    void hasReadingsUntilYesterday() {
        AtomFeed feed = usage(pge, "home", "published-min=2026-07-14T07:00:00Z&published-max=2026-07-15T20:00:00Z");
        UsagePoint house = simulator.household("pge", "home").usagePoints().getFirst();

        assertThat(readings(feed, house, Flow.FORWARD)).hasSize(96);
    }

    @Test
    void servesTheWholeHistoryWithoutAWindow() {
        AtomFeed feed = usage(sce, "home", "");
        UsagePoint house = simulator.household("sce", "home").usagePoints().getFirst();

        assertThat(blocks(feed, house, Flow.REVERSE)).hasSize(400);
    }

    @Test
    void saysThatThereIsNothingInItsWay() {
        String future = "published-min=2026-07-15T07:00:00Z&published-max=2026-07-15T20:00:00Z";

        assertThat(get(pge, "owner", future).statusCode()).isEqualTo(204);
        assertThat(get(pge, "empty", "").statusCode()).isEqualTo(204);
        assertThat(AtomFeed.parse(get(sce, "owner", future).body()).payloads(ESPI, "UsagePoint")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"published-min=2026-07-01T07:00:00.000Z", "published-max=2026-07-15T20:06:00Z",
            "published-min=1782889200", "updated-min=yesterday", "published-min=2026-02-30T00:00:00Z",
            "published-min=2026-07-02T00:00:00Z&published-max=2026-07-01T00:00:00Z"})
    void refusesAWindowThatCustodiansRefuse(String window) {
        assertThat(get(pge, "owner", window).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> get(ThirdPartyClient client, String username, String query) {
        JsonNode granted = client.authorized(username);
        return client.get(granted.path("resourceURI").asString() + "?" + query,
                granted.path("access_token").asString());
    }

    private AtomFeed usage(ThirdPartyClient client, String username, String query) {
        HttpResponse<String> response = get(client, username, query);
        assertThat(response.statusCode()).isEqualTo(200);
        return AtomFeed.parse(response.body());
    }

    private static List<Element> blocks(AtomFeed feed, UsagePoint point, Flow flow) {
        String meterReading = "/MeterReading/" + point.id() + "-" + flow.code() + "/";
        return feed.payloads(ESPI, "IntervalBlock")
                .stream()
                .filter(block -> AtomFeed.link(block, "self").contains(meterReading))
                .toList();
    }

    private static List<Element> readings(AtomFeed feed, UsagePoint point, Flow flow) {
        return blocks(feed, point, flow).stream()
                .flatMap(block -> AtomFeed.elements(block, ESPI, "IntervalReading").stream())
                .toList();
    }

    private static BigDecimal total(AtomFeed feed, UsagePoint point, Flow flow) {
        return readings(feed, point, flow).stream()
                .map(reading -> BigDecimal.valueOf(Long.parseLong(AtomFeed.text(reading, "value")), 3))
                .collect(Collectors.reducing(BigDecimal.ZERO, BigDecimal::add));
    }
}
