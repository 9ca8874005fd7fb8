// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.local.story.GreenButtonFlow;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/**
 * What the spoilt calls are about, so that they get beyond the first check: facilities of the owner's with readings, an
 * invitation and unfinished registrations. Leaves things as it found them, as far as anybody else looks at them.
 */
final class World implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("#token=([A-Za-z0-9_-]+)");
    private static final List<String> PEOPLE = List.of("owner", "admin", "operator");

    private final Api owner = Platform.as("owner");
    private final Api admin = Platform.as("admin");
    private final Map<String, List<String>> known = new LinkedHashMap<>();
    private final List<String> before;
    private final Map<String, JsonNode> preferences = new LinkedHashMap<>();
    private final String connected;
    private final String invited;

    World() {
        before = unfinished();
        for (String person : PEOPLE) {
            try (Api api = Platform.as(person)) {
                preferences.put(person, api.get("/notification-preferences").expect(200).json());
            }
        }
        connected = connected();
        invited = invited("fuzzed operator");
        List<String> unfinished = Stream.generate(() -> register("unfinished", "owner_operator")).limit(4).toList();
        List<String> facilities = new ArrayList<>(List.of(connected, connected, connected, invited));
        facilities.addAll(unfinished);
        learn("facilities/id", facilities);
        learn("facility_id", facilities);
        learn("provider_id", List.of("pge", "sce", "ladwp"));
        learn("id", List.of("pge", "sce", "ladwp"));
        learn("month", List.of("2026-10", "2026-11"));
        learn("email", List.of("fuzz@example.com"));
        learn("path", List.of("/audit-logs/export?format=csv",
                "/intervals/export?format=csv&meter_id=" + known.getOrDefault("meter_id", List.of("")).getFirst()));
    }

    /** Values that there are, by the name of a property or parameter. */
    Map<String, List<String>> known() {
        return known;
    }

    /** A word that nobody has used before, told to all services by a change; answered by the last of them in the end. */
    void settle(String word) {
        Answer read = owner.get("/facilities/" + connected).expect(200);
        owner.patch("/facilities/" + connected, read.header("ETag"), Map.of("name", word)).expect(200);
        Platform.await().until(() -> !items(admin, "/authorizations?q=" + word).isEmpty());
    }

    private String connected() {
        String facility = register("fuzzed", "owner_operator");
        choose(facility, "pge");
        String authorization = new GreenButtonFlow(owner, _ -> {})
                .authorize(facility, "pge", "fuzz" + facility.substring(24))
                .path("authorization_id")
                .asString();
        Platform.await()
                .until(() -> owner.get("/facilities/" + facility).expect(200).json().path("last_sync").isString());
        learn("authorizations/id", List.of(authorization));
        learn("authorization_id", List.of(authorization));
        learn("authorization", List.of(authorization));
        List<String> meters = ids(items(owner, "/meters?facility_id=" + facility));
        learn("meters/id", meters);
        learn("meter_id", meters);
        learn("imports/id", ids(items(admin, "/imports?facility_id=" + facility)));
        Platform.await().until(() -> !items(owner, "/notifications").isEmpty());
        learn("notifications/id", ids(items(owner, "/notifications")));
        admin.post("/facilities/" + facility + "/generation-reports", Map.of("month", "2026-10"));
        learn("report_id", ids(items(admin, "/facilities/" + facility + "/generation-reports")));
        learn("cursor", Stream.of("/authorizations?limit=1", "/audit-logs?limit=1", "/imports?limit=1")
                .map(path -> admin.get(path).expect(200).json().path("next_cursor").asString(""))
                .filter(cursor -> !cursor.isEmpty())
                .toList());
        learn("sessionId", List.of(start(facility)));
        return facility;
    }

    /** A session that is never finished, of a facility of its own. */
    private String start(String other) {
        String facility = register("left at the utility", "owner_operator");
        choose(facility, "sce");
        return owner.post("/green-button/start", Map.of("facility_id", facility, "provider_id", "sce"))
                .expect(201)
                .json()
                .path("sessionId")
                .asString(other);
    }

    private String invited(String name) {
        String facility = register(name, "owner");
        owner.put("/facilities/" + facility + "/operator-invitation", Map.of("email", "fuzzed@example.com"))
                .expect(200);
        learn("token", Platform.await()
                .until(() -> Platform.inbox().to("fuzzed@example.com").stream()
                        .map(mail -> LINK.matcher(mail.text()))
                        .filter(Matcher::find)
                        .map(link -> link.group(1))
                        .toList(), tokens -> !tokens.isEmpty()));
        return facility;
    }

    private String register(String name, String role) {
        return owner.post("/facilities", Map.of("name", name, "owner_role", role))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private void choose(String facility, String provider) {
        Answer read = owner.get("/facilities/" + facility).expect(200);
        owner.patch("/facilities/" + facility, read.header("ETag"), Map.of("utility_provider", Map.of("id", provider)))
                .expect(200);
    }

    private void learn(String name, List<String> values) {
        known.put(name, values);
    }

    private static List<JsonNode> items(Api api, String path) {
        return api.get(path).expect(200).json().path("items").valueStream().toList();
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asString()).toList();
    }

    private List<String> unfinished() {
        return ids(items(owner, "/facilities?limit=500&registration=in_progress&relation=owner"));
    }

    @Override
    public void close() {
        owner.delete("/facilities/" + invited + "/operator");
        unfinished().stream().filter(id -> !before.contains(id)).forEach(id -> owner.delete("/facilities/" + id));
        preferences.forEach((person, chosen) -> {
            try (Api api = Platform.as(person)) {
                api.put("/notification-preferences", chosen);
            }
        });
        owner.close();
        admin.close();
    }
}
