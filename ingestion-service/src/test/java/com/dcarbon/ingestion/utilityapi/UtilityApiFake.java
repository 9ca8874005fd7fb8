// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.time.Instant;
import java.util.List;

import com.dcarbon.ingestion.Neighbours;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/** UtilityAPI for one authorization, answering as a test tells it. */
final class UtilityApiFake {
    static final String BASE = "/utility-api/v2";
    static final String COLLECTION = BASE + "/meters/historical-collection";
    static final String MONITORING = BASE + "/meters/ongoing-monitoring";

    private final WireMockServer stubs;
    private final String uid;

    UtilityApiFake(WireMockServer stubs, String uid) {
        this.stubs = stubs;
        this.uid = uid;
    }

    /** What the list of meters says, one after the other; the last from then on. */
    void meters(ResponseDefinitionBuilder... answers) {
        inTurn("meters of " + uid, () -> get(urlPathEqualTo(BASE + "/meters")).withQueryParam("authorizations",
                equalTo(uid)).withHeader("Authorization", equalTo("Bearer " + Neighbours.UTILITY_API_TOKEN)), answers);
    }

    void intervals(String meter, ResponseDefinitionBuilder... answers) {
        inTurn("intervals of " + meter,
                () -> get(urlPathEqualTo(BASE + "/intervals")).withQueryParam("meters", equalTo(meter)), answers);
    }

    void paid(String path, String meter, ResponseDefinitionBuilder... answers) {
        inTurn(path + " of " + meter,
                () -> post(urlPathEqualTo(path)).withRequestBody(containing("\"" + meter + "\"")), answers);
    }

    void authorization(String json) {
        stubs.stubFor(get(urlPathEqualTo(BASE + "/authorizations/" + uid)).willReturn(answer(json)));
    }

    private void inTurn(String scenario, java.util.function.Supplier<MappingBuilder> request,
            ResponseDefinitionBuilder... answers) {
        if (answers.length == 1) {
            stubs.stubFor(request.get().willReturn(answers[0]));
            return;
        }
        for (int i = 0; i < answers.length; i++) {
            var mapping = request.get()
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willReturn(answers[i]);
            stubs.stubFor(i + 1 < answers.length ? mapping.willSetStateTo("answer " + (i + 1)) : mapping);
        }
    }

    List<LoggedRequest> collections(String meter) {
        return stubs.findAll(postRequestedFor(urlPathEqualTo(COLLECTION)).withRequestBody(containing(meter)));
    }

    List<LoggedRequest> monitorings(String meter) {
        return stubs.findAll(postRequestedFor(urlPathEqualTo(MONITORING)).withRequestBody(containing(meter)));
    }

    List<LoggedRequest> listings() {
        return stubs.findAll(getRequestedFor(urlPathEqualTo(BASE + "/meters")).withQueryParam("authorizations",
                equalTo(uid)));
    }

    List<LoggedRequest> intervalRequests(String meter) {
        return stubs.findAll(
                getRequestedFor(urlPathEqualTo(BASE + "/intervals")).withQueryParam("meters", equalTo(meter)));
    }

    static ResponseDefinitionBuilder answer(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    static ResponseDefinitionBuilder refusal(int status, String error) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json")
                .withBody("{\"error\":\"%s\",\"error_description\":\"Token secret-words\",\"url\":null}"
                        .formatted(error));
    }

    ResponseDefinitionBuilder list(String... meters) {
        return answer("{\"meters\":[" + String.join(",", meters) + "],\"next\":null}");
    }

    /** Nobody has asked for its data yet. */
    String fresh(String meter) {
        return meter(meter, "updated", false, "", "off", "res-electric");
    }

    String pending(String meter) {
        return meter(meter, "pending", true, "", "off", "res-electric");
    }

    String errored(String meter) {
        return meter(meter, "errored", true, "", "off", "res-electric");
    }

    /** Collected for the last four months. */
    String collected(String meter, String frequency) {
        Instant now = Instant.now();
        return meter(meter, "updated", true,
                "[\"" + now.minusSeconds(120L * 86_400) + "\",\"" + now + "\"]", frequency, "res-electric");
    }

    String meter(String meter, String status, boolean activated, String coverage, String frequency,
            String serviceClass) {
        return """
                {"uid":"%s","authorization_uid":"%s","created":"2026-07-01T09:05:01.000000+00:00","is_archived":false,
                 "is_activated":%s,"is_expanded":true,"notes":[],"status":"%s","status_message":"…",
                 "status_ts":"%s","ongoing_monitoring":{"frequency":"%s","prepay":null},"utility":"DEMO",
                 "bill_count":0,"interval_count":0,"interval_coverage":[%s],"blocks":["base"],
                 "base":{"service_identifier":"3-000-%s","service_tariff":"TOU-D-4-9PM NEM","service_class":"%s",
                   "service_address":"123 MAIN ST, ANYTOWN, CA 92000","meter_numbers":["222013-%s"],
                   "billing_account":"700-111-2222"}}"""
                .formatted(meter, uid, activated, status, Instant.now(), frequency, coverage, meter, serviceClass,
                        meter);
    }

    static ResponseDefinitionBuilder accepted(String... meters) {
        return answer("{\"success\":true,\"meters\":[" + (meters.length == 0
                ? ""
                : "\"" + String.join("\",\"", meters)
                        + "\"")
                + "],\"collection_duration\":3}");
    }

    static ResponseDefinitionBuilder nothing() {
        return answer("{\"intervals\":[],\"next\":null}");
    }

    /** Quarter hours of net energy in kWh, the newest first, as UtilityAPI lists them. */
    ResponseDefinitionBuilder quarters(String meter, Instant start, String... kwh) {
        var readings = new StringBuilder();
        for (int i = kwh.length - 1; i >= 0; i--) {
            Instant from = start.plusSeconds(900L * i);
            readings.append(readings.isEmpty() ? "" : ",").append("""
                    {"start":"%s","end":"%s","kwh":%s,"datapoints":[
                      {"type":"net","unit":"kwh","value":%s,"meter_number":"222013"}]}"""
                    .formatted(offset(from), offset(from.plusSeconds(900)), kwh[i], kwh[i]));
        }
        return answer("""
                {"intervals":[{"uid":"%s-1","meter_uid":"%s","authorization_uid":"%s",
                  "created":"2026-07-02T09:41:00.205121+00:00","updated":"2026-07-02T09:41:00.301699+00:00",
                  "notes":[],"utility":"DEMO","blocks":["base","sources","readings"],
                  "base":{"meter_numbers":["222013"],"qualities":["revenue"]},"sources":[],
                  "readings":[%s]}],"next":null}""".formatted(meter, meter, uid, readings));
    }

    private static String offset(Instant time) {
        return time.atOffset(java.time.ZoneOffset.ofHours(-7)).toString();
    }
}
