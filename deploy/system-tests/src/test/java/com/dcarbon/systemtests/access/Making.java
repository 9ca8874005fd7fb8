// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.simulator.CustomerBrowser;
import com.dcarbon.systemtests.Platform;
import com.dcarbon.systemtests.stories.Invitations;

import tools.jackson.databind.JsonNode;

/**
 * Makes the world as people do, through the gateway. What would change it while it is looked at is done here: operators
 * come and one goes, a month is frozen, documents are erased.
 */
final class Making {
    private static final String UTILITY = "pge";
    /** A month with that long ago in it can be frozen, and is within what a utility is asked for. */
    private static final Period WELL_OVER = Period.ofDays(60);

    private final Cast cast;
    private final Place facility = new Place();
    private final Place home = new Place();

    private Making(Cast cast) {
        this.cast = cast;
    }

    static World world(Cast cast) {
        Making making = new Making(cast);
        making.facilityWithOperators();
        making.home();
        making.invitation();
        making.whatWasImported(making.facility, cast.operator());
        making.whatWasImported(making.home, cast.resident());
        return new World(cast, making.facility, making.home);
    }

    private void facilityWithOperators() {
        try (Api owner = cast.as(cast.owner());
                Api withdrawn = cast.as(cast.withdrawn());
                Api operator = cast.as(cast.operator())) {
            String former = "Former name of " + facility.word;
            register(facility, owner, Map.of("name", former, "owner_role", "owner"));
            String path = "/facilities/" + facility.id("facility");
            assign(owner, path, former, withdrawn, cast.withdrawn());
            start(withdrawn, facility, "/green-button/start", UTILITY);
            owner.delete(path + "/operator").expect(204);
            owner.patch(path, owner.get(path).header("ETag"), Map.of("name", facility.named("Works"))).expect(200);
            assign(owner, path, "Works " + facility.word, operator, cast.operator());
            authorize(operator, facility, "access-works");
            facility.tells(cast.owner().words());
            facility.tells(cast.operator().words());
        }
    }

    private static void assign(Api owner, String path, String name, Api operator, Someone who) {
        owner.put(path + "/operator-invitation", Map.of("email", who.email())).expect(200);
        String token = Invitations.token(Invitations.await(name, who.email(), 1));
        operator.post("/invitations/accept", Map.of("token", token)).expect(200);
    }

    private void home() {
        try (Api resident = cast.as(cast.resident())) {
            register(home, resident, Map.of("name", home.named("Home")));
            authorize(resident, home, "access-home-a");
            home.tells(cast.resident().words());
            home.has("form_session", form(resident, home.named("Second home")));
        }
    }

    /** The session of somebody at UtilityAPI's form. */
    private static String form(Api api, String name) {
        Place place = new Place();
        register(place, api, Map.of("name", name));
        return start(api, place, "/utility-api/start", "ladwp").path("sessionId").asString();
    }

    /** Of somebody else's facility: whoever holds the link may look at it. */
    private void invitation() {
        try (Api api = cast.as(Someone.with("commercial")); Api neighbour = cast.as(Someone.with("residential"))) {
            facility.knows("form_session", form(neighbour, "Next door"));
            Place other = new Place();
            String name = "Invited " + other.word;
            register(other, api, Map.of("name", name, "owner_role", "owner"));
            String address = other.word + "@invited.example";
            api.put("/facilities/" + other.id("facility") + "/operator-invitation", Map.of("email", address))
                    .expect(200);
            String token = Invitations.token(Invitations.await(name, address, 1));
            facility.knows("invitation", token);
            home.knows("invitation", token);
        }
    }

    private static void register(Place place, Api api, Map<String, String> wanted) {
        Answer made = api.post("/facilities", wanted).expect(201);
        place.has("facility", made.json().path("id").asString());
        place.knows("company", place.named("Capital of"));
        api.patch("/facilities/" + place.id("facility"), made.header("ETag"),
                Map.of("address", Map.of("line1", place.named("12 Access Road"), "city", "Oakland", "state", "CA",
                        "postal_code", "94607", "country", "US"), "finance",
                        Map.of("type", "ppa", "company", place.id("company")), "installer",
                        Map.of("name", place.named("Installers of"), "system_size_kw_dc", 120.5, "system_size_kw_ac",
                                100, "commercial_operation_date", "2024-05-17")))
                .expect(200);
    }

    private static JsonNode start(Api api, Place place, String path, String utility) {
        return api.post(path, Map.of("facility_id", place.id("facility"), "provider_id", utility)).expect(201).json();
    }

    /** @param customer one with a meter that measures one direction alone, as a meter of generation does */
    private static void authorize(Api api, Place place, String customer) {
        JsonNode started = start(api, place, "/green-button/start", UTILITY);
        place.has("session", started.path("sessionId").asString());
        URI utility = URI.create(started.path("redirectUrl").asString());
        api.follow(new CustomerBrowser().approve(utility, customer, "demo")).expect(302);
    }

    private void whatWasImported(Place place, Someone authorizer) {
        try (Api api = cast.as(authorizer); Api admin = cast.as(cast.admin())) {
            String path = "/facilities/" + place.id("facility");
            JsonNode seen = Platform.await().until(() -> api.get(path).expect(200).json(),
                    now -> now.path("last_sync").isString());
            place.has("authorization", seen.path("authorization_id").asString());
            place.tells(List.of(seen.path("auth_id").asString()));
            meters(place, api);
            place.has("notification", notification(place, api));
            place.has("import", found(admin.get("/imports?limit=500"), place).path("id").asString());
            LocalDate synced = LocalDate.parse(seen.path("last_sync").asString().substring(0, 10));
            place.knows("month", YearMonth.from(synced).toString());
            place.knows("frozen", YearMonth.from(synced.minus(WELL_OVER)).toString());
            place.has("report", admin.post(path + "/generation-reports", Map.of("month", place.id("frozen")))
                    .expect(201).json().path("id").asString());
            admin.send("DELETE", path + "/raw-payloads", Map.of("confirm", true), Map.of()).expect(200);
        }
    }

    private static void meters(Place place, Api api) {
        JsonNode meters = api.get("/meters?facility_id=" + place.id("facility")).expect(200).json().path("items");
        for (JsonNode meter : meters) {
            String path = "/meters/" + meter.path("id").asString();
            place.tells(List.of(meter.path("id").asString(), meter.path("utility_meter_id").asString()));
            api.patch(path, api.get(path).expect(200).header("ETag"), Map.of("role", "generation")).expect(200);
        }
        place.has("meter", meters.path(0).path("id").asString());
    }

    private static String notification(Place place, Api api) {
        return Platform.await()
                .until(() -> found(api.get("/notifications?limit=500"), place), JsonNode::isObject)
                .path("id")
                .asString();
    }

    /** The first item that is of the facility. */
    private static JsonNode found(Answer list, Place place) {
        JsonNode items = list.expect(200).json().path("items");
        return items.valueStream()
                .filter(item -> item.path("facility_id").asString("").equals(place.id("facility")))
                .findFirst()
                .orElseGet(() -> items.path(-1));
    }
}
