// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform as UtilityAPI knows it, for tests. */
final class PlatformClient {
    static final String CALLBACK = "http://localhost:8080/utility-api/callback";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final CustomerBrowser browser = new CustomerBrowser();
    private final String api;
    private final String control;
    private String token = "local-utility-api-token";

    PlatformClient(UtilitySimulator simulator) {
        this.api = simulator.baseUrl() + "/utilityapi/api/v2";
        this.control = simulator.baseUrl() + "/utilityapi/control";
    }

    void useToken(String other) {
        token = other;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path.startsWith("http") ? path : api + path, "");
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", api + path, body);
    }

    HttpResponse<String> patch(String path, String body) {
        return send("PATCH", api + path, body);
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", api + path, "");
    }

    HttpResponse<String> control(String method, String path, String body) {
        return send(method, control + path, body);
    }

    JsonNode read(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static List<JsonNode> items(JsonNode list, String plural) {
        return StreamSupport.stream(list.path(plural).spliterator(), false).toList();
    }

    /** The form's address as the platform sends the customer's browser to it. */
    URI form(String body) {
        String url = json(post("/forms", body)).path("url").asString();
        return URI.create(url + "&state=s+t%261&redirect_uri="
                + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8));
    }

    String consent(String utility, String scenario) {
        URI redirect = browser.consent(form("{\"utility\":\"" + utility + "\"}"), scenario);
        return authorization(redirect).path("uid").asString();
    }

    /** The authorization behind the referral in that redirect. */
    JsonNode authorization(URI redirect) {
        String referral = ThirdPartyClient.parameters(redirect).getOrDefault("referral", "none");
        return items(read("/authorizations?referrals=" + referral), "authorizations").getFirst();
    }

    /** The authorization once it is no longer pending. */
    JsonNode settled(String uid) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> read("/authorizations/" + uid + "?include=meters"),
                        authorization -> !authorization.path("status").asString().equals("pending"));
    }

    /** The meter once its history is collected. */
    JsonNode collected(String meter) {
        post("/meters/historical-collection", "{\"meters\":[\"" + meter + "\"],\"collection_duration\":1}");
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> read("/meters/" + meter), each -> !each.path("status").asString().equals("pending"));
    }

    private HttpResponse<String> send(String method, String url, String body) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
