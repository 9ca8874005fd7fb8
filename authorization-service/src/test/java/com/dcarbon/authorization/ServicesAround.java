// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;

/** The other services, as far as they tell of an authorization. */
final class ServicesAround {
    private static final String FACILITY = """
            {"id":"%s","name":"Solar Łódź","owner_role":"owner_operator","address":{"line1":"1 Main St","city":"Fresno",
             "state":"CA","postal_code":"93650"},"registration":{"status":"complete"},
             "utility_provider":{"id":"pge","name":"PG&E"}}""";
    private static final String METERS = """
            {"items":[{"id":"0199f000-0000-7000-8000-000000000001","utility_meter_id":"1009876543","role":"net",
              "interval_coverage":{"start":"2026-08-22T07:00:00Z","end":"2026-11-20T08:00:00Z","gaps":[]}}],
             "next_cursor":null}""";
    private static final String SUMMARY = """
            {"meters":1,"intervals":8640,"gaps":0,"start":"2026-08-22T07:00:00Z","end":"2026-11-20T08:00:00Z",
             "last_sync":"2026-11-20T08:00:00Z","directions":[]}""";
    private static final String AUDIT = """
            {"items":[{"id":"0199f000-0000-7000-8000-000000000002","event_type":"authorization_created",
              "timestamp":"2026-11-20T08:15:00Z","user_id":"owner","ip_address":"203.0.113.7","details":{"attempt":1}}],
             "next_cursor":null}""";

    private final List<StubMapping> told = new ArrayList<>();

    /** All of them know of it. */
    void tellAll(UUID facility) {
        tell("facility", facility, okJson(FACILITY.formatted(facility)));
        tell("meters", facility, okJson(METERS));
        tell("interval_summary", facility, okJson(SUMMARY));
        tell("audit_log", facility, okJson(AUDIT));
    }

    /** One of them answers like this from now on. */
    void tell(String part, UUID facility, ResponseDefinitionBuilder answer) {
        String path = switch (part) {
            case "facility" -> "/facility-service/facilities/" + facility;
            case "meters" -> "/ingestion-service/meters";
            case "interval_summary" -> "/ingestion-service/intervals/summary";
            default -> "/audit-service/audit-logs";
        };
        told.add(Surroundings.STUBS.stubFor(get(urlPathEqualTo(path)).willReturn(answer)));
    }

    void forget() {
        told.forEach(Surroundings.STUBS::removeStub);
        told.clear();
    }
}
