// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static com.dcarbon.simulator.AtomFeed.CUSTOMER;
import static com.dcarbon.simulator.AtomFeed.ESPI;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.customer.UsagePoint;

import tools.jackson.databind.JsonNode;

class ResourceServerIT extends SimulatorTestBase {
    private static final String JULY_1 = "published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";

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
        String client = pge.clientToken();
        String resource = owner.path("resourceURI").asString();

        assertThat(pge.get(URI.create(resource)).statusCode()).isEqualTo(401);
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
        String client = pge.clientToken();

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
    void answersUnknownPathsAsPgeDoes() {
        HttpResponse<String> response = pge.get(pge.url("/nowhere"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("No listener for endpoint: /pge/nowhere");
    }
}
