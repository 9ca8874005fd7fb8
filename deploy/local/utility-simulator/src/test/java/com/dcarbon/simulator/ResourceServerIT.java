// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static com.dcarbon.simulator.AtomFeed.CUSTOMER;
import static com.dcarbon.simulator.AtomFeed.ESPI;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

class ResourceServerIT {
    private static final String JULY_1 = "published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";

    @TempDir
    private Path feeds;

    private final TravellingClock clock = new TravellingClock(Instant.parse("2026-07-15T20:00:00Z"));
    private UtilitySimulator simulator;
    private ThirdPartyClient pge;
    private ThirdPartyClient sce;

    @BeforeEach
    void start() {
        simulator = UtilitySimulator
                .start(SimulatorSettings.local().withPort(0).withClock(clock).withFeedsDirectory(feeds));
        pge = new ThirdPartyClient(simulator, "pge");
        sce = new ThirdPartyClient(simulator, "sce");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

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

    @Test
    void servesTheTreeOfSingleResources() {
        JsonNode granted = pge.authorized("home");
        String token = granted.path("access_token").asString();
        String points = granted.path("resourceURI").asString() + "/UsagePoint";
        AtomFeed pointFeed = AtomFeed.parse(pge.get(points, token).body());
        String point = AtomFeed.link(pointFeed.payloads(ESPI, "UsagePoint").getFirst(), "self");
        AtomFeed meterReadings = AtomFeed.parse(pge.get(point + "/MeterReading", token).body());
        String meterReading = AtomFeed.link(meterReadings.payloads(ESPI, "MeterReading").getFirst(), "self");
        AtomFeed blockFeed = AtomFeed.parse(pge.get(meterReading + "/IntervalBlock?" + JULY_1, token).body());
        String block = AtomFeed.link(blockFeed.payloads(ESPI, "IntervalBlock").getFirst(), "self");

        assertThat(AtomFeed.parse(pge.get(point, token).body()).root().getLocalName()).isEqualTo("entry");
        assertThat(AtomFeed.parse(pge.get(meterReading, token).body()).root().getLocalName()).isEqualTo("entry");
        assertThat(AtomFeed.elements(AtomFeed.parse(pge.get(block, token).body()).root(), ESPI, "IntervalReading"))
                .hasSize(96);
        assertThat(meterReadings.payloads(ESPI, "MeterReading")).hasSize(2);
        assertThat(pge.get(points + "/1", token).statusCode()).isEqualTo(404);
        assertThat(pge.get(point.replace("/Subscription/", "/Batch/Subscription/") + "?" + JULY_1, token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void servesReadingTypesAndLocalTimeByTheirLinks() {
        JsonNode granted = pge.authorized("home");
        String token = granted.path("access_token").asString();
        AtomFeed feed = AtomFeed.parse(pge.get(granted.path("resourceURI").asString() + "?" + JULY_1, token).body());
        String type = AtomFeed.link(feed.payloads(ESPI, "ReadingType").getLast(), "self");
        String time = AtomFeed.link(feed.payloads(ESPI, "LocalTimeParameters").getFirst(), "self");

        assertThat(AtomFeed.text(AtomFeed.parse(pge.get(type, token).body()).root(), "flowDirection")).isEqualTo("19");
        assertThat(AtomFeed.text(AtomFeed.parse(pge.get(time, token).body()).root(), "tzOffset")).isEqualTo("-28800");
        assertThat(pge.get(type + "x", token).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhoTheCustomerIsAndWhereTheMetersAre() {
        JsonNode granted = sce.authorized("owner");
        AtomFeed feed = AtomFeed.parse(sce
                .get(granted.path("customerResourceURI").asString(), granted.path("access_token").asString())
                .body());
        var truth = simulator.household("sce", "owner");

        assertThat(AtomFeed.text(feed.payloads(CUSTOMER, "CustomerAccount").getFirst(), "accountId"))
                .isEqualTo(truth.accountNumber());
        assertThat(feed.payloads(CUSTOMER, "Meter")).extracting(meter -> AtomFeed.text(meter, "serialNumber"))
                .containsExactlyElementsOf(truth.usagePoints().stream().map(UsagePoint::meterNumber).toList());
        assertThat(feed.payloads(CUSTOMER, "ServiceLocation"))
                .extracting(location -> AtomFeed.text(location, "UsagePoint"))
                .allSatisfy(uri -> assertThat(uri).contains("/espi/1_1/resource/Subscription/"))
                .extracting(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .containsExactlyElementsOf(truth.usagePoints().stream().map(UsagePoint::id).toList());
    }

    @Test
    void servesOnlyWhatWasTicked() {
        HttpResponse<String> selection = sce.post(sce.authorizationUrl(), "username", "owner", "password", "x");
        String login = selection.body().replaceFirst("(?s).*name=\"login\" value=\"([^\"]*)\".*", "$1");
        HttpResponse<String> redirect = sce.post(sce.authorizationUrl(), "login", login, "usage_point", "1", "data",
                "usage", "until", "2026-07-16", "decision", "approve");
        String code = redirect.headers().firstValue("Location").orElseThrow().replaceFirst(".*code=([^&]*).*", "$1");
        JsonNode granted = ThirdPartyClient.json(sce.exchange(code));
        String token = granted.path("access_token").asString();
        String resource = granted.path("resourceURI").asString();

        assertThat(granted.has("customerResourceURI")).isFalse();
        assertThat(granted.path("scope").asString()).contains("AccountCollection=1").doesNotContain("51");
        assertThat(AtomFeed.parse(sce.get(resource + "?" + JULY_1, token).body()).payloads(ESPI, "UsagePoint"))
                .hasSize(1);
        assertThat(sce.get(resource.replace("Batch/Subscription", "Batch/RetailCustomer"), token).statusCode())
                .isEqualTo(403);

        clock.advance(Duration.ofDays(2));
        assertThat(sce.token("grant_type", "refresh_token", "refresh_token", granted.path("refresh_token").asString())
                .statusCode()).isEqualTo(400);
    }

    @Test
    void opensOnlyTheDoorsOfTheToken() {
        JsonNode owner = pge.authorized("owner");
        JsonNode home = pge.authorized("home");
        String token = owner.path("access_token").asString();
        String client = clientToken(pge);
        String resource = owner.path("resourceURI").asString();

        assertThat(pge.get(java.net.URI.create(resource)).statusCode()).isEqualTo(401);
        assertThat(pge.get(resource, token + "x").statusCode()).isEqualTo(401);
        assertThat(pge.get(resource, client).statusCode()).isEqualTo(403);
        assertThat(pge.get(home.path("resourceURI").asString(), token).statusCode()).isEqualTo(403);
        assertThat(pge.get(owner.path("authorizationURI").asString(), token).statusCode()).isEqualTo(403);
        assertThat(pge.get(resource(pge, "ReadServiceStatus"), client).body())
                .contains("<currentStatus>1</currentStatus>");
        assertThat(sce.get(resource.replace("/pge/", "/sce/"), token).statusCode()).isEqualTo(401);

        clock.advance(Duration.ofSeconds(3600));
        assertThat(pge.get(resource, token).statusCode()).isEqualTo(401);
    }

    @Test
    void endsAnAuthorizationByDelete() {
        JsonNode granted = pge.authorized("owner");
        String authorization = granted.path("authorizationURI").asString();
        String client = clientToken(pge);

        assertThat(AtomFeed.parse(pge.get(resource(pge, "Authorization"), client).body())
                .payloads(ESPI, "Authorization")).hasSize(1);
        assertThat(pge.delete(authorization, client).statusCode()).isEqualTo(204);
        assertThat(AtomFeed.text(AtomFeed.parse(pge.get(authorization, client).body()).root(), "status"))
                .isEqualTo("0");
        assertThat(
                pge.get(granted.path("resourceURI").asString(), granted.path("access_token").asString()).statusCode())
                .isEqualTo(403);
        assertThat(pge.get(authorization + "x", client).statusCode()).isEqualTo(404);
    }

    @Test
    void servesAFileAsItIsWhateverTheWindow() throws Exception {
        byte[] odd = "\uFEFF<?xml version=\"1.0\"?>\r\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><oops"
                .getBytes(StandardCharsets.UTF_8);
        Files.write(feeds.resolve("my meter-7.xml"), odd);
        JsonNode granted = pge.authorized("my meter-7");
        String token = granted.path("access_token").asString();
        String resource = granted.path("resourceURI").asString();

        assertThat(granted.has("customerResourceURI")).isFalse();
        for (String url : List.of(resource, resource.replace("Subscription", "Batch/Subscription") + "?" + JULY_1)) {
            HttpResponse<String> response = pge.get(url, token);
            assertThat(response.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(odd);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/atom+xml");
        }
    }

    @Test
    void findsNoFileOutsideTheFolder() {
        JsonNode granted = pge.authorized("../secret");

        assertThat(granted.has("customerResourceURI")).isTrue();
    }

    @Test
    void answersUnknownPathsAsPgeDoes() {
        HttpResponse<String> response = pge.get(pge.url("/nowhere"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("No listener for endpoint: /pge/nowhere");
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

    private static String clientToken(ThirdPartyClient client) {
        JsonNode answer = ThirdPartyClient.json(client.token("grant_type", "client_credentials"));
        return answer.path(answer.has("access_token") ? "access_token" : "client_access_token").asString();
    }

    private static String resource(ThirdPartyClient client, String path) {
        return client.url("/espi/1_1/resource/" + path).toString();
    }
}
