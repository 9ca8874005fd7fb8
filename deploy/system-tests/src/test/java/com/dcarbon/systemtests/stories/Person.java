// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.local.story.GreenButtonFlow;
import com.dcarbon.simulator.CustomerBrowser;
import com.dcarbon.simulator.CustomerBrowser.Decision;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** Someone who is signed in, at a browser of their own, and does what the application lets people do. */
final class Person implements AutoCloseable {
    static final Map<String, Object> ADDRESS = Map.of("line1", "12 Harbor Street", "city", "Oakland", "state", "CA",
            "postal_code", "94607", "country", "US");
    private static final Map<String, Object> FINANCE = Map.of("type", "ppa", "company", "Sunrise Capital");
    private static final Map<String, Object> INSTALLER = Map.of("name", "Bay Solar Works", "system_size_kw_dc", 120.5,
            "system_size_kw_ac", 100, "commercial_operation_date", "2024-05-17");

    private final String user;
    private final Api api;

    private Person(String user, Api api) {
        this.user = user;
        this.api = api;
    }

    /** Signs that demo user in. */
    static Person named(String user) {
        return new Person(user, Platform.as(user));
    }

    /** Somebody with a link and no account. */
    static Person nobody() {
        return new Person("nobody", Platform.with(null));
    }

    Api api() {
        return api;
    }

    String email() {
        return user + "@example.com";
    }

    /** Begins a registration; its id. A residential user has no role. */
    String register(String name, @Nullable String role) {
        Map<String, Object> wanted = new HashMap<>(Map.of("name", name));
        if (role != null) {
            wanted.put("owner_role", role);
        }
        return api.post("/facilities", wanted).expect(201).json().path("id").asString();
    }

    /** Begins a registration and fills in everything but the utility; its id. */
    String registerWithDetails(String name, @Nullable String role) {
        String facility = register(name, role);
        fillIn(facility);
        return facility;
    }

    /** The Finance &amp; Installer Information. */
    void fillIn(String facility) {
        edit(facility, Map.of("address", ADDRESS, "finance", FINANCE, "installer", INSTALLER, "registration",
                Map.of("step", "finance_installer"))).expect(200);
    }

    /** A facility of an Owner, whose operator is invited. */
    String registerAndInvite(String name, String email) {
        String facility = registerWithDetails(name, "owner");
        invite(facility, email).expect(200);
        return facility;
    }

    /** Edits what the person has just read. */
    Answer edit(String facility, Map<String, Object> changes) {
        String etag = api.get("/facilities/" + facility).expect(200).header("ETag");
        return api.patch("/facilities/" + facility, etag, changes);
    }

    JsonNode facility(String id) {
        return api.get("/facilities/" + id).expect(200).json();
    }

    String authStatus(String facility) {
        return facility(facility).path("auth_status").asString("");
    }

    /** What the person may do with the facility. */
    List<String> permissions(String facility) {
        return facility(facility).path("permissions").valueStream().map(JsonNode::asString).toList();
    }

    /** One look at the dashboard: the list's answer. */
    JsonNode dashboard(String filter) {
        return api.get("/facilities?limit=500&" + filter).expect(200).json();
    }

    /** The facility as the dashboard shows it. */
    Optional<JsonNode> onDashboard(String facility, String filter) {
        return dashboard(filter).path("items").valueStream()
                .filter(item -> item.path("id").asString().equals(facility))
                .findFirst();
    }

    Answer invite(String facility, String email) {
        return api.put("/facilities/" + facility + "/operator-invitation", Map.of("email", email));
    }

    /** @param email another address, or null for the same */
    Answer resend(String facility, @Nullable String email) {
        return api.post("/facilities/" + facility + "/operator-invitation/resend",
                email == null ? Map.of() : Map.of("email", email));
    }

    Answer withdrawOperator(String facility) {
        return api.delete("/facilities/" + facility + "/operator");
    }

    Answer preview(String token) {
        return api.post("/invitations/preview", Map.of("token", token));
    }

    Answer accept(String token) {
        return api.post("/invitations/accept", Map.of("token", token));
    }

    Answer confirmOperator(String facility) {
        return api.post("/facilities/" + facility + "/operator/confirm", Map.of());
    }

    Answer start(String facility, String provider) {
        return api.post("/green-button/start", Map.of("facility_id", facility, "provider_id", provider));
    }

    /** Authorizes as that customer of the utility; what the session's status says in the end. */
    JsonNode authorize(String facility, String provider, String customer) {
        return new GreenButtonFlow(api, _ -> {}).authorize(facility, provider, customer);
    }

    Answer startUtilityApi(String facility, String provider) {
        return api.post("/utility-api/start", Map.of("facility_id", facility, "provider_id", provider));
    }

    /** Fills in UtilityAPI's form as that customer and comes back; what the session's status says in the end. */
    JsonNode finishUtilityApi(Answer start, String customer) {
        URI form = URI.create(start.json().path("redirectUrl").asString());
        return comeBack(start, new CustomerBrowser().approve(form, customer, "demo"));
    }

    /** The same from the beginning, as one of UtilityAPI's test users. */
    JsonNode tryUtilityApi(String facility, String provider, String scenario) {
        Answer start = startUtilityApi(facility, provider).expect(201);
        URI form = URI.create(start.json().path("redirectUrl").asString());
        return comeBack(start, new CustomerBrowser().consent(form, scenario));
    }

    /** The same from the beginning, as that customer. */
    JsonNode authorizeByUtilityApi(String facility, String provider, String customer) {
        return finishUtilityApi(startUtilityApi(facility, provider).expect(201), customer);
    }

    private JsonNode comeBack(Answer start, URI back) {
        api.follow(back).expect(302);
        String session = start.json().path("sessionId").asString();
        return Platform.await().until(
                () -> api.get("/utility-api/status?sessionId=" + session).expect(200).json(),
                status -> !status.path("status").asString().equals("pending"));
    }

    /** Goes to the utility, cancels there and comes back. */
    void cancel(String facility, String provider) {
        api.follow(Platform.start(api, facility, provider, Decision.CANCEL).back()).expect(302);
    }

    /** Changes the utility; without a confirmation it only asks. */
    Answer changeProvider(String facility, String provider, boolean confirm) {
        return api.put("/facilities/" + facility + "/utility-provider",
                confirm ? Map.of("provider_id", provider, "confirm", true) : Map.of("provider_id", provider));
    }

    List<JsonNode> notifications(String facility) {
        return api.get("/notifications?limit=500").expect(200).json().path("items").valueStream()
                .filter(item -> item.path("facility_id").asString("").equals(facility))
                .toList();
    }

    /** How the person was told about the facility in the application, the newest first. */
    List<String> told(String facility) {
        return notifications(facility).stream().map(item -> item.path("kind").asString()).toList();
    }

    EventStream events(@Nullable String lastEventId) {
        return EventStream.open(Platform.gateway(), Platform.tokenOf(user), lastEventId);
    }

    @Override
    public void close() {
        api.close();
    }
}
