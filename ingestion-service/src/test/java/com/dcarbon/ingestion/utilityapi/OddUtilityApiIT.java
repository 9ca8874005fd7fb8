// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.answer;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.nothing;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.refusal;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/** What UtilityAPI does besides what it should. */
class OddUtilityApiIT extends UtilityApiTestBase {

    private void next(String value, String page) {
        neighbours.stubs()
                .stubFor(get(urlPathEqualTo(UtilityApiFake.BASE + "/meters")).withQueryParam("after", equalTo(value))
                        .willReturn(answer(page)));
    }

    private String page(String meters, String next) {
        return "{\"meters\":[" + meters + "],\"next\":\"" + next + "\"}";
    }

    @Test
    void readsAllPagesAndNoIntervalsOfWhatIsNotElectricOrArchived() {
        String gas = api.meter("gas-" + meter, "updated", false, "", "off", "res-gas");
        String old = api.collected("old-" + meter, "daily").replace("\"is_archived\":false", "\"is_archived\":true");
        api.meters(answer(page(gas + "," + old,
                neighbours.stubs().baseUrl() + UtilityApiFake.BASE + "/meters?after=" + meter)));
        next(meter, "{\"meters\":[" + api.collected(meter, "daily") + "],\"next\":null}");

        authorized("uapi");

        awaitSync("done");
        assertThat(meters()).extracting(found -> found.path("usage_point_id").asString() + " "
                + found.path("commodity").asString() + " " + found.path("status").asString())
                .containsExactlyInAnyOrder(meter + " electricity active", "gas-" + meter + " natural_gas active",
                        "old-" + meter + " electricity ended");
        assertThat(notes("not_electric")).isEqualTo(1);
        assertThat(notes("archived")).isEqualTo(1);
    }

    private long notes(String reason) {
        return count(
                "select coalesce(sum((notes->>'" + reason + "')::int), 0) from import_jobs where facility_id = :id");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void followsNoLinkThatLeadsElsewhereOrInACircle(boolean elsewhere) {
        String here = neighbours.stubs().baseUrl() + UtilityApiFake.BASE + "/meters?after=c" + meter;
        api.meters(answer(page("", elsewhere ? "https://elsewhere.example/api/v2/meters" : here)));
        next("c" + meter, page("", here));

        authorized("uapi");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("protocol_error");
    }

    /** UtilityAPI hands out whole objects, and only those that lie within the period asked for. */
    @Test
    void findsWhatLiesInAnObjectThatIsLongerThanAMonth() {
        api.meters(api.list(api.collected(meter, "daily")));
        api.intervals(meter, nothing());
        neighbours.stubs()
                .stubFor(get(urlPathEqualTo(UtilityApiFake.BASE + "/intervals"))
                        .withQueryParam("meters", equalTo(meter))
                        .withQueryParam("start", absent())
                        .atPriority(1)
                        .willReturn(api.quarters(meter, start, "0.25")));

        authorized("uapi");

        awaitSync("done");
        assertThat(intervals(meters().get(0), "&start=" + start + "&end=" + start.plusSeconds(900)).path("items"))
                .hasSize(1);
    }

    /** Some readings have both ways and their balance, some the balance alone. */
    @Test
    void aBalanceThatIsNeededForSomeReadingsIsThereForAll() {
        String both = """
                "datapoints":[{"type":"net","unit":"kwh","value":-0.001},{"type":"fwd","unit":"kwh","value":0.002},
                {"type":"rev","unit":"kwh","value":0.003}]""";
        api.meters(api.list(api.collected(meter, "daily")));
        api.intervals(meter, answer("""
                {"intervals":[{"meter_uid":"%s","updated":"2026-07-02T09:41:00Z","readings":[
                 {"start":"%s","end":"%s","kwh":-0.001,%s},{"start":"%s","end":"%s","kwh":0.005}]}],"next":null}"""
                .formatted(meter, start, start.plusSeconds(900), both, start.plusSeconds(900),
                        start.plusSeconds(1_800))));

        authorized("uapi");

        awaitSync("done");
        assertThat(intervals(meters().get(0), "&start=" + start + "&end=" + start.plusSeconds(1_800)).path("items"))
                .extracting(item -> item.path("direction").asString() + item.path("wh").asInt())
                .containsExactlyInAnyOrder("delivered2", "received3", "net-1", "net5");
        assertThat(count("select count(*) from meters where facility_id = :id and provider_record->>'uid' = '" + meter
                + "' and not provider_record ? 'exports'")).isEqualTo(1);
    }

    @Test
    void asksForLessWhereAMonthIsTooMuch() {
        api.meters(api.list(api.collected(meter, "daily")));
        api.intervals(meter, aResponse().withStatus(504), api.quarters(meter, start, "0.25"), nothing());

        authorized("uapi");

        awaitSync("done");
        assertThat(api.intervalRequests(meter)).hasSizeGreaterThan(4);
        assertThat(intervals(meters().get(0), "&start=" + start + "&end=" + start.plusSeconds(900)).path("items"))
                .hasSize(1);
    }

    @Test
    void ourRefusedTokenIsNoFaultOfTheCustomer() {
        api.meters(refusal(401, "unauthorized"));

        authorized("uapi");

        JsonNode sync = awaitSync("retrying");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("request_refused");
        assertThat(sync.path("last_error").path("message").asString()).contains("your authorization stands");
    }

    @Test
    void whoIsAskedTooFastIsLeftAloneByEverybody() {
        api.meters(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

        authorized("uapi-off");

        assertThat(awaitSync("waiting").path("last_error").path("code").asString()).isEqualTo("provider_busy");
        assertThat(paused("utility_api:uapi-off")).isEqualTo(1);
        assertThat(paused("utility_api:uapi-off:intervals")).isEqualTo(1);
        database.sql("delete from provider_pauses").then().block(PATIENCE);
        database.sql("update provider_paces set paused_until = null").then().block(PATIENCE);
    }

    private long paused(String lane) {
        return java.util.Objects.requireNonNull(database
                .sql("select count(*) from provider_paces where account = :lane and paused_until > :soon")
                .bind("lane", lane)
                .bind("soon", Instant.now().plus(Duration.ofMinutes(50)))
                .map(row -> row.get(0, Long.class))
                .one()
                .block(PATIENCE));
    }

    @Test
    void aMeterThatVanishesIsNoted() {
        api.meters(api.list(api.collected(meter, "daily"), api.collected("2" + meter, "daily")),
                api.list(api.collected(meter, "daily")));
        api.intervals("2" + meter, nothing());
        authorized("uapi");
        awaitSync("done");
        assertThat(meters()).hasSize(2);

        user(owner).post().uri("/facilities/" + facility + "/sync").exchange().expectStatus().isAccepted();

        await(() -> notes("meter_missing") == 1);
    }

    @Test
    void metersThatAreFoundWhileTheyAreAskedForAreNotPassedOver() {
        api.meters(api.list(), api.list(api.collected(meter, "daily")));
        api.authorization("{\"uid\":\"" + uid + "\",\"status\":\"updated\",\"is_revoked\":false}");

        authorized("uapi");

        awaitSync("done");
        assertThat(meters()).hasSize(1);
    }

    @Test
    void withoutMetersTheAuthorizationItselfTellsWhy() {
        api.meters(api.list());
        api.authorization("{\"uid\":\"" + uid + "\",\"status\":\"updated\",\"is_revoked\":false}");

        authorized("uapi");

        awaitSync("done");
        assertThat(meters()).isEmpty();
    }
}
