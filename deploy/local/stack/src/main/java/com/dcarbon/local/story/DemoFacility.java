// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.dcarbon.local.Progress;

import tools.jackson.databind.JsonNode;

/** The facility of the demo: registered step by step (stories 1.1 and 2.1), or found again from an earlier run. */
final class DemoFacility {
    private static final String NAME = "Sunny Roofs Demo";
    private static final Map<String, Object> ADDRESS = Map.of("line1", "1 Telegraph Avenue", "city", "Oakland", "state",
            "CA", "postal_code", "94612", "country", "US");
    private static final Map<String, Object> FINANCE = Map.of("type", "loan", "company", "Golden Gate Credit Union");
    private static final Map<String, Object> INSTALLER = Map.of("name", "Bay Solar Works", "system_size_kw_dc", 8.4,
            "system_size_kw_ac", 7.2, "commercial_operation_date", "2024-05-17");

    private final Api api;
    private final Progress progress;

    DemoFacility(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** The one of an earlier run, in whatever state it is. */
    Optional<JsonNode> earlier() {
        return facilities().stream().filter(facility -> facility.path("name").asString("").equals(NAME)).findFirst();
    }

    JsonNode read(String id) {
        return api.get("/facilities/" + id).expect(200).json();
    }

    JsonNode register(String providerId) {
        Answer registered = api.post("/facilities", Map.of("name", NAME, "owner_role", "owner_operator")).expect(201);
        progress.say("registered the facility \"" + NAME + "\" as Owner + Operator");
        String path = registered.header("Location").replaceFirst("^https?://[^/]+", "");
        Answer finance = api.patch(path, registered.header("ETag"), Map.of("address", ADDRESS, "finance", FINANCE,
                "installer", INSTALLER, "registration", Map.of("step", "finance_installer"))).expect(200);
        Answer utility = api
                .patch(path, finance.header("ETag"),
                        Map.of("utility_provider", Map.of("id", providerId), "registration",
                                Map.of("step", "utility_authorization")))
                .expect(200);
        progress.say("filled in address, finance, installer and utility, each step saved");
        return utility.json();
    }

    private List<JsonNode> facilities() {
        JsonNode items = api.get("/facilities?limit=500").expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
