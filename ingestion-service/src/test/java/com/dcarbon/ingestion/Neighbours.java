// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.CustomerBrowser;
import com.dcarbon.simulator.SimulatorSettings;
import com.dcarbon.simulator.UtilitySimulator;
import com.dcarbon.simulator.aggregator.AggregatorSettings;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's neighbours for tests, one of each per JVM: the utility simulator, and a server that plays the
 * authorization service, the identity provider, the facility service and utilities with bad habits.
 */
public final class Neighbours {
    /** Of our account at the simulated UtilityAPI, and at any other. */
    public static final String UTILITY_API_TOKEN = "local-utility-api-token";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Neighbours ALL = new Neighbours();

    private final Path directory;
    private final UtilitySimulator simulator;
    private final WireMockServer stubs;

    private Neighbours() {
        try {
            directory = Files.createTempDirectory("ingestion-neighbours");
            Path feeds = Files.createDirectories(directory.resolve("feeds"));
            simulator = UtilitySimulator.start(SimulatorSettings.local()
                    .withPort(0)
                    .withFeedsDirectory(feeds)
                    .withUtilityApi(AggregatorSettings.local().withStep(Duration.ofMillis(200))));
            stubs = new WireMockServer(options().dynamicPort().extensions(new HeldAnswers()));
            stubs.start();
            stubs.stubFor(post(urlEqualTo("/oauth2/token"))
                    .willReturn(okJson("{\"access_token\":\"service-token\",\"expires_in\":300}")));
            // Whom no test makes one of a facility's people is a stranger there.
            stubs.stubFor(get(urlPathMatching("/facilities/[^/]+")).atPriority(10)
                    .willReturn(aResponse().withStatus(404)));
            Path profiles = Files.createDirectories(profileDirectory());
            for (String custodian : new String[]{"pge", "sdge"}) {
                Files.writeString(profiles.resolve(custodian + ".yaml"),
                        profile(custodian, simulator.baseUrl() + "/" + custodian, ""));
            }
            Files.writeString(profiles.resolve("plain.yaml"), profile("plain", stubs.baseUrl(), ""));
            Files.writeString(profiles.resolve("frail.yaml"), profile("frail", stubs.baseUrl(), ""));
            Files.writeString(profiles.resolve("patient.yaml"),
                    profile("patient", stubs.baseUrl(), "").replace("request_timeout: 5s", "request_timeout: 60s"));
            Files.writeString(profiles.resolve("uapi.yaml"),
                    utilityApi("uapi", "daily", 1_000, stubs.baseUrl() + "/utility-api/v2"));
            Files.writeString(profiles.resolve("uapi-off.yaml"),
                    utilityApi("uapi-off", "off", 1_000, stubs.baseUrl() + "/utility-api/v2"));
            Files.writeString(profiles.resolve("uapi-poor.yaml"),
                    utilityApi("uapi-poor", "daily", 1, stubs.baseUrl() + "/utility-api/v2"));
            Files.writeString(profiles.resolve("uapi-sim.yaml"),
                    utilityApi("uapi-sim", "daily", 1_000, simulator.baseUrl() + "/utilityapi/api/v2"));
            Files.writeString(profiles.resolve("odd.yaml"), profile("odd", stubs.baseUrl(), "  max_feed_size: 64KB\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Neighbours all() {
        return ALL;
    }

    public UtilitySimulator simulator() {
        return simulator;
    }

    public WireMockServer stubs() {
        return stubs;
    }

    public Path profileDirectory() {
        return directory.resolve("profiles");
    }

    public Path spoolDirectory() {
        return directory.resolve("spool");
    }

    /** The temporary files of all imports, and their folders. */
    public List<Path> spooled() throws IOException {
        try (Stream<Path> all = Files.walk(spoolDirectory())) {
            return all.filter(file -> !file.equals(spoolDirectory()) && !file.endsWith("owner.lock")
                    && !file.getFileName().toString().startsWith("process-")).toList();
        } catch (UncheckedIOException _) {
            return List.of(spoolDirectory()); // something went while it was looked at
        }
    }

    public Path archiveDirectory() {
        return directory.resolve("archive");
    }

    /** A new one for each run. */
    Path archiveKeyset() {
        Path file = directory.resolve("archive-keyset.json");
        try {
            if (!Files.exists(file)) {
                StreamingAeadConfig.register();
                Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM_HKDF_1MB")),
                        InsecureSecretKeyAccess.get()));
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The feed that the simulator serves to the customer of that name. */
    public void feedOf(String customer, String xml) throws IOException {
        Files.writeString(directory.resolve("feeds").resolve(customer + ".xml"), xml);
    }

    private static String profile(String id, String base, String data) {
        return """
                id: %1$s
                name: %1$s
                method: green_button
                time_zone: America/Los_Angeles
                oauth:
                  authorization_endpoint: %2$s/oauth/authorize
                  token_endpoint: %2$s/oauth/token
                  client_id: dcarbon-%1$s
                  client_secret: env:NOT_USED_HERE
                  scope: FB=1_3_4_5
                data:
                  resource_base: %2$s/espi/1_1/resource
                  request_timeout: 5s
                %3$slimits:
                  requests_per_second: 500
                """.formatted(id, base, data);
    }

    /** Each with an account of its own; the token is in the properties of the tests. */
    private static String utilityApi(String id, String monitoring, int paidCalls, String root) {
        return """
                id: %1$s
                name: %1$s
                method: utility_api
                time_zone: America/Los_Angeles
                utility_api:
                  utility: DEMO
                  account: %1$s
                  token: env:DCARBON_TEST_UTILITY_API_TOKEN
                  monitoring: "%2$s"
                  paid_calls_per_day: %3$d
                data:
                  resource_base: %4$s
                  request_timeout: 2s
                  max_feed_size: 2MB
                  # Less than three months, of which some have 89 days.
                  history_days: 80
                limits:
                  requests_per_second: 500
                """.formatted(id, monitoring, paidCalls, root);
    }

    /** Lets a customer authorize at the simulated UtilityAPI; tells the authorization's uid. */
    public String authorizeAtUtilityApi(UUID authorization, String utility, String login) throws Exception {
        JsonNode form = utilityApi("POST", "/forms", "{\"utility\":\"" + utility + "\"}");
        URI page = URI.create(form.path("url").asString() + "&state=s&redirect_uri="
                + encoded("http://localhost:8080/utility-api/callback"));
        String query = new CustomerBrowser().approve(page, login, "right").getQuery();
        String referral = query.replaceFirst("(?:.*&)?referral=([^&]+).*", "$1");
        String uid = utilityApi("GET", "/authorizations?referrals=" + encoded(referral), "").path("authorizations")
                .path(0)
                .path("uid")
                .asString();
        standsAtUtilityApi(authorization, uid);
        return uid;
    }

    private JsonNode utilityApi(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/utilityapi/api/v2" + path))
                .header("Authorization", "Bearer " + UTILITY_API_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /** The authorization service says that the authorization stands, and what it is called at UtilityAPI. */
    public void standsAtUtilityApi(UUID authorization, String uid) {
        stubs.stubFor(post(urlEqualTo(accessPath(authorization))).willReturn(okJson("""
                {"auth_id":"%s","access_token":null,"expires_at":null,"provider_id":"uapi","facility_id":null,
                 "resource_uri":null,"customer_resource_uri":null,"authorization_uri":null,"scope":null}"""
                .formatted(uid))));
    }

    /** Lets a customer authorize at the simulator; the authorization service hands out that access from now on. */
    public void authorize(UUID authorization, String custodian, String username) throws Exception {
        String redirect = "http://localhost:8080/green-button/callback/" + custodian;
        String scope = custodian.equals("pge")
                ? "MinAuthEndDate=4102444800;PreferredAuthEndDate=4102444800"
                : "FB=1_3_4_5_8_13_14_18_19_31_32_35_37_38_39_51;IntervalDuration=900;BlockDuration=Daily;HistoryLength=34128000";
        URI page = URI
                .create(simulator.baseUrl() + "/" + custodian + "/oauth/authorize?response_type=code&client_id=dcarbon-"
                        + custodian + "&state=s&redirect_uri=" + encoded(redirect) + "&scope=" + encoded(scope));
        String query = new CustomerBrowser().approve(page, username, "right").getQuery();
        String code = query.replaceFirst("(?:.*&)?code=([^&]+).*", "$1");
        JsonNode token = token(custodian, "grant_type=authorization_code&code=" + encoded(code) + "&redirect_uri="
                + encoded(redirect));
        handOut(authorization, token.path("access_token").asString(), token.path("resourceURI").asString(),
                token.path("customerResourceURI").asString(null));
    }

    private JsonNode token(String custodian, String form) throws IOException, InterruptedException {
        String credentials = "dcarbon-" + custodian + ":local-" + custodian + "-secret";
        var request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/" + custodian + "/oauth/token"))
                .header("Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no token: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        }
    }

    /** The authorization service hands out that access from now on. */
    public void handOut(UUID authorization, String accessToken, String resource, @Nullable String customer) {
        stubs.stubFor(post(urlEqualTo(accessPath(authorization))).willReturn(okJson(grant(accessToken, resource,
                customer))));
    }

    public static String grant(String accessToken, String resource, @Nullable String customer) {
        return """
                {"access_token":"%s","expires_at":"2099-01-01T00:00:00Z","provider_id":"x","facility_id":null,
                 "resource_uri":"%s","customer_resource_uri":%s,"authorization_uri":null,"scope":"FB=4"}"""
                .formatted(accessToken, resource, customer == null ? "null" : "\"" + customer + "\"");
    }

    /** The authorization service says that there is no access. */
    public void refuse(UUID authorization, int status) {
        stubs.stubFor(post(urlEqualTo(accessPath(authorization))).willReturn(aResponse().withStatus(status)));
    }

    public static String accessPath(UUID authorization) {
        return "/internal/authorizations/" + authorization + "/access-token";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
