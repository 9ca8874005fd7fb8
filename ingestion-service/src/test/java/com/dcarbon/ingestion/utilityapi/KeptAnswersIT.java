// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.answer;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.nothing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import tools.jackson.databind.JsonNode;

/** What UtilityAPI answered is kept, can be read again for nothing, and tells what of it was not understood. */
class KeptAnswersIT extends UtilityApiTestBase {
    private static final String KEPT = """
            select count(*) from raw_documents document join import_jobs job on job.id = document.job_id
             where job.facility_id = :id and document.name like '%/intervals%'""";

    /** A list of two pages, one meter of gas and one of electricity; the second page of intervals tells no meter. */
    private void importOf(String reading) {
        String base = neighbours.stubs().baseUrl() + UtilityApiFake.BASE;
        api.meters(answer("{\"meters\":[" + api.meter("gas-" + meter, "updated", false, "", "off", "res-gas")
                + "],\"next\":\"" + base + "/meters?after=" + meter + "\"}"));
        page("/meters", "{\"meters\":[" + api.collected(meter, "daily") + "],\"next\":\"nil\"}");
        api.intervals(meter, answer("{\"intervals\":[],\"next\":\"" + base + "/intervals?after=" + meter + "\"}"),
                nothing());
        page("/intervals", """
                {"intervals":[{"readings":[%s,{"start":"%s","end":"%s","kwh":0.25}]}],"next":null}"""
                .formatted(reading, start, start.plusSeconds(900)));
        authorized("uapi");
        awaitSync("done");
    }

    private void page(String resource, String json) {
        neighbours.stubs()
                .stubFor(get(urlPathEqualTo(UtilityApiFake.BASE + resource)).withQueryParam("after", equalTo(meter))
                        .willReturn(answer(json)));
    }

    private String odd() {
        return """
                {"start":"%s","end":"%s","kwh":"Olivia","datapoints":[{"type":"fwd","unit":"therms","value":1}]}"""
                .formatted(start.plusSeconds(900), start.plusSeconds(1_800));
    }

    @Test
    void areReadAgainWithoutAskingOrPaying() {
        importOf(odd().replace("Olivia", "0.5").replace("therms", "kWh").replace(":1}", ":0.5}"));
        await(() -> count(KEPT) >= 2);
        long paid = paidCalls("true");
        count("""
                with gone as (delete from interval_blocks
                               where meter_id in (select id from meters where facility_id = :id) returning *)
                select count(*) from gone""");
        neighbours.stubs().resetRequests();

        reparse().expectStatus().isAccepted();

        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 2);
        JsonNode electric = meters().valueStream()
                .filter(found -> found.path("commodity").asString().equals("electricity"))
                .findFirst()
                .orElseThrow();
        assertThat(intervals(electric, "&start=" + start + "&end=" + start.plusSeconds(1_800)).path("items"))
                .extracting(item -> item.path("wh").asInt())
                .contains(250, 500);
        assertThat(meters()).hasSize(2);
        assertThat(api.listings()).isEmpty();
        assertThat(api.intervalRequests(meter)).isEmpty();
        assertThat(api.collections(meter)).isEmpty();
        assertThat(api.monitorings(meter)).isEmpty();
        assertThat(paidCalls("true")).isEqualTo(paid);
    }

    /** As those of imports whose answers with readings were not kept yet. */
    @Test
    void areNotReadAgainWithoutReadings() {
        importOf(odd());
        await(() -> count(KEPT) >= 2);
        count("""
                with gone as (delete from raw_documents document using import_jobs job
                               where job.id = document.job_id and job.facility_id = :id
                                 and document.name like '%/intervals%' returning *)
                select count(*) from gone""");

        JsonNode problem = json(reparse().expectStatus().isEqualTo(409));

        assertThat(problem.path("code").asString()).isEqualTo("not_reparsable");
        assertThat(problem.path("detail").asString()).contains("No readings");
    }

    @Test
    void tellWhatOfThemWasNotUnderstood() {
        importOf(odd());

        JsonNode items = json(call(admin(), "/quarantine?facility_id=" + facility).expectStatus().isOk()).path("items");

        assertThat(items).extracting(item -> item.path("reason").asString() + " "
                + item.path("places").get(0).path("where").asString())
                .containsExactlyInAnyOrder("unknown_unit intervals[0].readings[0], unit_therms",
                        "unreadable_value intervals[0].readings[0], unreadable_value");
        assertThat(items).allSatisfy(item -> assertThat(item.path("places").get(0).path("document").asString())
                .endsWith("/intervals?after=" + meter));
        assertThat(items.toString()).doesNotContain("Olivia");
    }

    private ResponseSpec reparse() {
        UUID job = Objects.requireNonNull(database.sql("""
                select id from import_jobs where authorization_id = :id and attempt_key = 'authorized-1'""")
                .bind("id", authorization)
                .map(row -> row.get("id", UUID.class))
                .one()
                .block(PATIENCE));
        return admin().post().uri("/imports/" + job + "/reparse").exchange();
    }
}
