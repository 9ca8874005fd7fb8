// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static com.dcarbon.simulator.AtomFeed.ESPI;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.FaultKind;

import tools.jackson.databind.JsonNode;

class ControlIT extends SimulatorTestBase {
    private static final String DAYS = "from=2026-07-01T07:00:00Z&until=2026-07-03T07:00:00Z";
    private static final String WINDOW = "?published-min=2026-07-01T07:00:00Z&published-max=2026-07-03T07:00:00Z";

    @Override
    SimulatorSettings settings() {
        return super.settings().withHost("0.0.0.0");
    }

    @Test
    void switchesFaultsOnAndOff() {
        HttpResponse<String> on = pge.control("POST", "/faults",
                "{\"fault\":\"rate_limited\",\"retry_after\":5,\"calls\":\"token\",\"times\":2}");
        pge.token("grant_type", "client_credentials");

        assertThat(on.statusCode()).isEqualTo(201);
        assertThat(on.headers().firstValue("Location")).contains("/pge/control/faults/1");
        JsonNode fault = faults().path("faults").get(0);
        assertThat(fault.path("fault").asString()).isEqualTo("rate_limited");
        assertThat(fault.path("told").path("retry_after").asString()).isEqualTo("5");
        assertThat(fault.path("applied").asInt()).isEqualTo(1);
        assertThat(fault.path("remaining").asInt()).isEqualTo(1);
        assertThat(pge.control("DELETE", "/faults/1", "").statusCode()).isEqualTo(204);
        assertThat(pge.control("DELETE", "/faults/1", "").statusCode()).isEqualTo(404);
        pge.switchOn("{\"fault\":\"gone\"}");
        assertThat(pge.control("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        assertThat(faults().path("faults").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"fault\":\"tpyo\"} | fault: must name a known fault",
            "{\"fault\":\"slow\",\"delay\":{}} | delay: a time such as", "[1] | fault: must name",
            "\"x\" | fault: must name", "{ | must be one JSON object", "'' | fault: must name"})
    void listsTheKnownFaultsForOneItDoesNotKnow(String body, String detail) {
        HttpResponse<String> response = pge.control("POST", "/faults", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ThirdPartyClient.json(response).path("detail").asString()).contains(detail);
        assertThat(ThirdPartyClient.json(response).path("known_faults").size())
                .isEqualTo(FaultKind.befalling(CallKind.GREEN_BUTTON).size());
        assertThat(response.body()).contains("\"retry_after_as\"", "\"probability\"", "\"token_refresh\"");
    }

    @Test
    void logsWhatWasAskedWithoutSecrets() {
        String code = pge.code("owner");
        JsonNode granted = ThirdPartyClient.json(pge.exchange(code));
        JsonNode refreshed = ThirdPartyClient.json(pge.refresh(granted));
        pge.switchOn("{\"fault\":\"unavailable\",\"calls\":\"usage\"}");
        pge.get(granted.path("resourceURI").asString() + WINDOW, granted.path("access_token").asString());
        pge.get(granted.path("resourceURI").asString(), refreshed.path("access_token").asString());

        String log = pge.control("GET", "/requests", "").body();
        assertThat(log).doesNotContain(code, granted.path("access_token").asString(),
                granted.path("refresh_token").asString(), refreshed.path("access_token").asString(),
                "local-pge-secret");
        JsonNode token = requests("kind=token").get(1);
        assertThat(token.path("method").asString()).isEqualTo("POST");
        assertThat(token.path("path").asString()).isEqualTo("/pge/oauth/token");
        assertThat(token.path("kind").asString()).isEqualTo("token_refresh");
        assertThat(token.path("grant_type").asString()).isEqualTo("refresh_token");
        assertThat(token.path("client").asString()).isEqualTo("dcarbon-pge");
        assertThat(token.path("customer").asString()).isEqualTo("owner");
        assertThat(granted.path("resourceURI").asString()).endsWith("/" + token.path("subscription").asString());
        assertThat(token.path("status").asInt()).isEqualTo(200);
        List<JsonNode> usage = requests("kind=usage");
        assertThat(usage).extracting(each -> each.path("fault").asString()).containsOnly("unavailable");
        assertThat(usage.get(0).path("query").asString()).isEqualTo(WINDOW.substring(1));
        assertThat(usage.get(0).path("credential").asString()).matches("sha256:[0-9a-f]{12}")
                .isNotEqualTo(usage.get(1).path("credential").asString());
    }

    @Test
    void tellsTheRequestsSinceTheLastOneKnown() {
        pge.token("grant_type", "client_credentials");
        long first = requests("").getLast().path("number").asLong();
        Instant later = clock.instant().plusSeconds(60);
        clock.advance(Duration.ofMinutes(2));
        pge.get(pge.url("/nowhere"));

        assertThat(requests("since=" + first)).extracting(each -> each.path("path").asString())
                .containsExactly("/pge/nowhere");
        assertThat(requests("since=" + later)).hasSize(1);
        assertThat(pge.control("GET", "/requests?since=noon", "").statusCode()).isEqualTo(400);
        assertThat(pge.control("DELETE", "/requests", "").statusCode()).isEqualTo(204);
        assertThat(requests("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pge, owner", "sce, home", "sdge, user7"})
    void knowsTheTruthOfWhatItServes(String custodian, String username) {
        ThirdPartyClient client = new ThirdPartyClient(simulator, custodian);
        JsonNode granted = client.authorized(username);
        AtomFeed feed = AtomFeed.parse(client
                .get(granted.path("resourceURI").asString() + WINDOW, granted.path("access_token").asString())
                .body());

        JsonNode truth = ThirdPartyClient.json(client.control("GET", "/truth/" + username + "?daily=true&" + DAYS, ""))
                .path("customers")
                .get(0);
        assertThat(truth.path("authorizations").get(0).path("active").asBoolean()).isTrue();
        assertThat(truth.path("usage_points").size()).isPositive();
        for (JsonNode point : truth.path("usage_points")) {
            for (JsonNode series : point.path("series")) {
                List<BigDecimal> served = served(feed, point.path("id").asString() + "-" + series.path("flow").asInt());
                assertThat(series.path("intervals").asInt()).isEqualTo(served.size()).isEqualTo(192);
                assertThat(new BigDecimal(series.path("total").asString())).isEqualByComparingTo(sum(served));
                assertThat(series.path("days").size()).isEqualTo(2);
                assertThat(series.path("days").get(0).path("day").asString()).isEqualTo("2026-07-01");
                assertThat(new BigDecimal(series.path("days").get(0).path("total").asString()))
                        .isEqualByComparingTo(sum(served.subList(0, 96)));
            }
        }
    }

    @Test
    void knowsAllWhoAuthorized() {
        pge.authorized("owner");
        pge.authorized("home");

        JsonNode all = ThirdPartyClient.json(pge.control("GET", "/truth?" + DAYS, ""));
        assertThat(elements(all.path("customers"))).extracting(each -> each.path("customer").asString())
                .containsExactly("home", "owner");
        assertThat(pge.control("GET", "/truth?from=today", "").statusCode()).isEqualTo(400);
    }

    @Test
    void letsTheCustomerRevokeAtTheUtility() {
        JsonNode granted = pge.authorized("owner");
        String id = granted.path("authorizationURI").asString().replaceFirst(".*/", "");

        assertThat(pge.control("POST", "/authorizations/x/revoke", "").statusCode()).isEqualTo(404);
        assertThat(pge.control("POST", "/authorizations/" + id + "/revoke?notify=false", "").body())
                .contains("\"status\":\"revoked\"");
        assertThat(pge.refresh(granted).body()).contains("invalid_grant");
        assertThat(simulator.notifications("pge")).isEmpty();
    }

    @Test
    void endsAccessTokensAtOnce() {
        JsonNode owner = pge.authorized("owner");
        JsonNode home = pge.authorized("home");
        String id = owner.path("authorizationURI").asString().replaceFirst(".*/", "");

        assertThat(pge.control("POST", "/tokens/expire?authorization=" + id, "").statusCode()).isEqualTo(204);
        assertThat(usage(owner)).isEqualTo(401);
        assertThat(usage(home)).isEqualTo(200);
        assertThat(pge.control("POST", "/tokens/expire", "").statusCode()).isEqualTo(204);
        assertThat(usage(home)).isEqualTo(401);
        assertThat(usage(ThirdPartyClient.json(pge.refresh(home)))).isEqualTo(200);
    }

    @Test
    void answersThisMachineOnlyWhereverItListens() throws IOException {
        String request = "GET /pge/control/faults HTTP/1.1\r\nConnection: close\r\nHost: ";
        assertThat(raw("127.0.0.1", request + "localhost\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(raw("127.0.0.1", request + "rebound.example\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw("127.0.0.1", request + "localhost\r\nOrigin: http://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        Optional<String> other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
        if (other.isPresent()) {
            assertThat(raw(other.get(), request + "localhost\r\n\r\n")).startsWith("HTTP/1.1 403");
        }
    }

    private JsonNode faults() {
        return ThirdPartyClient.json(pge.control("GET", "/faults", ""));
    }

    private List<JsonNode> requests(String query) {
        return elements(ThirdPartyClient.json(pge.control("GET", "/requests?" + query, "")).path("requests"));
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toList());
    }

    private int usage(JsonNode granted) {
        return pge.get(granted.path("resourceURI").asString() + WINDOW, granted.path("access_token").asString())
                .statusCode();
    }

    private static List<BigDecimal> served(AtomFeed feed, String meterReading) {
        return feed.payloads(ESPI, "IntervalBlock")
                .stream()
                .filter(block -> AtomFeed.link(block, "self").contains("/MeterReading/" + meterReading + "/"))
                .flatMap(block -> AtomFeed.elements(block, ESPI, "IntervalReading").stream())
                .map(reading -> amount(feed, reading))
                .toList();
    }

    private static BigDecimal amount(AtomFeed feed, Element reading) {
        int powerOfTen = Integer.parseInt(
                AtomFeed.text(feed.payloads(ESPI, "ReadingType").getFirst(), "powerOfTenMultiplier"));
        return new BigDecimal(AtomFeed.text(reading, "value")).scaleByPowerOfTen(powerOfTen);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
