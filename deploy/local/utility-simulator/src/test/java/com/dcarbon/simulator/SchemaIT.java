// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.DataHabits.Flows;

import tools.jackson.databind.JsonNode;

/** Every document of the resource server keeps to RFC 4287 and to the ESPI 3.3 schemas. */
class SchemaIT extends SimulatorTestBase {
    private static final String JULY_1 = "published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";

    @Override
    SimulatorSettings settings() {
        return super.settings()
                .withCustodian(Custodian.another("net", "Light & <Power>, " + "a name too long ".repeat(20))
                        .withFlows(Flows.NET));
    }

    @ParameterizedTest
    @CsvSource({"pge, owner", "sce, owner", "sdge, user7", "net, home", "pge, gas", "sce, empty"})
    void writesWholeTreesOfResources(String custodian, String username) {
        Granted granted = grant(custodian, username);

        for (String window : List.of(JULY_1, "published-min=2025-11-02T07:00:00Z&published-max=2025-11-03T08:00:00Z",
                "published-min=2026-03-08T08:00:00Z&published-max=2026-03-09T07:00:00Z",
                "updated-min=2026-07-01T09:01:00Z&updated-max=2026-07-01T10:00:00Z",
                "published-min=2020-07-01T07:00:00Z&published-max=2020-07-02T07:00:00Z")) {
            checkFeed(granted.get(granted.resource() + "?" + window));
        }
        checkFeed(granted.get(granted.customerResource()));
        assertThat(followed(granted)).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>&\"'", "Zoë 🏠", "\u0001control", "\ufffe\uffff not characters"})
    void writesAnyNameAsWellFormedXml(String username) {
        Granted granted = grant("pge", username);

        assertThat(checkFeed(granted.get(granted.customerResource()))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {58, 250, 300})
    void cutsNamesAtTheLengthOfTheSchema(int characters) {
        Granted granted = grant("sce", "🏠".repeat(characters));
        AtomFeed feed = AtomFeed.parse(granted.get(granted.customerResource()).body());

        AtomFrame.isWhole(feed);
        Element customer = feed.payloads(AtomFeed.CUSTOMER, "Customer").getFirst();
        String name = "🏠".repeat(characters) + " Sample";
        assertThat(name).startsWith(AtomFeed.text(customer, "name"));
        assertThat(name).startsWith(AtomFeed.text(customer, "customerName"));
    }

    @Test
    void writesAuthorizationsInEveryState() {
        ThirdPartyClient sce = new ThirdPartyClient(simulator, "sce");
        String client = sce.clientToken();
        String open = sce.authorized("owner").path("authorizationURI").asString();
        String ends = ThirdPartyClient.json(sce.exchange(codeUntil(sce, "2026-07-15")))
                .path("authorizationURI")
                .asString();
        String revoked = sce.authorized("home").path("authorizationURI").asString();
        sce.delete(revoked, client);

        for (String authorization : List.of(open, ends, revoked, open.replaceFirst("/[^/]*$", ""))) {
            checkFeed(sce.get(authorization, client));
        }
        assertThat(AtomFeed.text(AtomFeed.parse(sce.get(ends, client).body()).root(), "duration")).isEqualTo("39600");
        HttpResponse<String> status = sce.get(sce.url("/espi/1_1/resource/ReadServiceStatus").toString(), client);
        EspiSchema.isKeptBy(AtomFeed.parse(status.body()).root());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-14", "2020-01-01", "2106-02-07", "9999-12-31"})
    void asksAgainForAnEndThatNoPeriodCanHave(String until) {
        HttpResponse<String> again = approveUntil(new ThirdPartyClient(simulator, "sce"), until);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("Please choose a last day");
    }

    /** Reads all that the tree of single resources links to, from the usage points down; how many documents. */
    private static int followed(Granted granted) {
        String base = granted.resource().replaceFirst("/resource/.*", "/resource/");
        String points = granted.resource().replace("/Batch/", "/") + "/UsagePoint";
        Deque<String> next = new ArrayDeque<>(List.of(points, base + "ReadingType", base + "LocalTimeParameters"));
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty()) {
            String url = next.removeFirst();
            if (seen.add(url)) {
                HttpResponse<String> answer = granted.get(url.endsWith("/IntervalBlock") ? url + "?" + JULY_1 : url);
                checkFeed(answer);
                next.addAll(links(AtomFeed.parse(answer.body())));
            }
        }
        return seen.size();
    }

    private static List<String> links(AtomFeed document) {
        return AtomFeed.elements(document.root(), AtomFeed.ATOM, "link")
                .stream()
                .filter(link -> !link.getAttribute("rel").equals("up"))
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    /** The document is right; how many entries it has. */
    private static int checkFeed(HttpResponse<String> answer) {
        if (answer.statusCode() == 204) {
            return 0;
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        AtomFeed document = AtomFeed.parse(answer.body());
        AtomFrame.isWhole(document);
        return AtomFeed.elements(document.root(), AtomFeed.ATOM, "entry").size();
    }

    private Granted grant(String custodian, String username) {
        ThirdPartyClient client = new ThirdPartyClient(simulator, custodian);
        return new Granted(client, client.authorized(username));
    }

    private static String codeUntil(ThirdPartyClient client, String until) {
        return approveUntil(client, until).headers().firstValue("Location").orElseThrow().replaceFirst(
                ".*code=([^&]*).*", "$1");
    }

    private static HttpResponse<String> approveUntil(ThirdPartyClient client, String until) {
        HttpResponse<String> page = client.post(client.authorizationUrl(), "username", "owner", "password", "x");
        String login = page.body().replaceFirst("(?s).*name=\"login\" value=\"([^\"]*)\".*", "$1");
        return client.post(client.authorizationUrl(), "login", login, "usage_point", "0", "data", "usage", "until",
                until, "decision", "approve");
    }

    private record Granted(ThirdPartyClient client, JsonNode answer) {
        String resource() {
            return answer.path("resourceURI").asString();
        }

        String customerResource() {
            return answer.path("customerResourceURI").asString();
        }

        HttpResponse<String> get(String url) {
            return client.get(url, answer.path("access_token").asString());
        }
    }
}
