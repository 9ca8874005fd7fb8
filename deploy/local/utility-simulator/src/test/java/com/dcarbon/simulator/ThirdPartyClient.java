// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A third party that talks to one custodian, for tests. */
public final class ThirdPartyClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String custodian;

    public ThirdPartyClient(UtilitySimulator simulator, String custodian) {
        this.base = simulator.baseUrl();
        this.custodian = custodian;
    }

    public String redirectUri() {
        return "http://localhost:8080/green-button/callback/" + custodian;
    }

    /** The authorization URL with further parameters, given as names and values in turn. */
    public URI authorizationUrl(String... further) {
        return url("/oauth/authorize?" + form("response_type", "code", "client_id", "dcarbon-" + custodian,
                "redirect_uri", redirectUri(), "state", "s t&1", "scope", "FB=4_5;IntervalDuration=900")
                + (further.length == 0 ? "" : "&" + form(further)));
    }

    public URI url(String path) {
        return base.resolve("/" + custodian + path);
    }

    /** The token answer after that customer approved everything. */
    public JsonNode authorized(String username) {
        return JSON.readTree(exchange(code(username)).body());
    }

    public String code(String username) {
        URI redirect = new CustomerBrowser().approve(authorizationUrl(), username, "secret");
        return parameters(redirect).getOrDefault("code", "");
    }

    public HttpResponse<String> exchange(String code) {
        return token("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri());
    }

    /** A token request with the client's credentials in the header. */
    public HttpResponse<String> token(String... fields) {
        return tokenAs("dcarbon-" + custodian + ":local-" + custodian + "-secret", fields);
    }

    public HttpResponse<String> tokenAs(String credentials, String... fields) {
        return authenticated("/oauth/token", credentials, fields);
    }

    private HttpResponse<String> authenticated(String path, String credentials, String... fields) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(url(path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** A revocation request with those credentials in the header. */
    public HttpResponse<String> revokeAs(String credentials, String... fields) {
        return authenticated("/oauth/revoke", credentials, fields);
    }

    public HttpResponse<String> post(URI url, String... fields) {
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    public HttpResponse<String> get(String url, String bearer) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + bearer));
    }

    public HttpResponse<String> delete(String url, String bearer) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + bearer).DELETE());
    }

    public HttpResponse<String> get(URI url) {
        return send(HttpRequest.newBuilder(url));
    }

    public HttpResponse<String> refresh(JsonNode granted) {
        return token("grant_type", "refresh_token", "refresh_token", granted.path("refresh_token").asString());
    }

    /** The third party's own token. */
    public String clientToken() {
        JsonNode answer = json(token("grant_type", "client_credentials"));
        return answer.path(answer.has("access_token") ? "access_token" : "client_access_token").asString();
    }

    /** Switches a fault on. */
    public JsonNode switchOn(String fault) {
        HttpResponse<String> response = control("POST", "/faults", fault);
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
        return json(response);
    }

    public HttpResponse<String> control(String method, String path, String body) {
        return send(HttpRequest.newBuilder(url("/control" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** The query of a redirect, decoded. */
    public static Map<String, String> parameters(URI redirect) {
        return Arrays.stream(redirect.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String form(String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
