// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import com.dcarbon.simulator.SimulatorSettings;
import com.dcarbon.simulator.UtilitySimulator;
import com.dcarbon.simulator.aggregator.AggregatorSettings;
import com.dcarbon.simulator.custodian.Custodian;
import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * The neighbours of this service in its tests, one set per JVM: utilities that behave (the simulator), one that does not
 * and facility-service (WireMock), and the files that are mounted in production.
 */
final class Surroundings {
    static final String PUBLIC_URL = "http://localhost:8080";
    static final String DEMO_WEBHOOK_SECRET = "local-demo-webhook-secret";
    static final UtilitySimulator UTILITIES = UtilitySimulator.start(SimulatorSettings.local()
            .withCustodian(Custodian.another("acme", "Acme Power"))
            .withUtilityApi(AggregatorSettings.local().withStep(Duration.ofMillis(100))
                    .withRetries(Duration.ofMillis(100)).withWebhookSecret(DEMO_WEBHOOK_SECRET))
            .withPort(0));
    /** The root of the stubs' UtilityAPI. */
    static final String UTILITY_API = "/utilityapi/api/v2";
    static final String WEBHOOK_SECRET = "local-utility-api-webhook-secret";
    static final WireMockServer STUBS = stubs();
    static final RefreshStub MANY = RefreshStub.start();
    static final Path FOLDER = folder();

    private static final String PROFILE = """
            id: %1$s
            name: %2$s
            method: %3$s
            time_zone: America/Los_Angeles
            oauth:
              authorization_endpoint: %4$s/oauth/authorize
              token_endpoint: %4$s/oauth/token
              client_id: dcarbon-%1$s
              client_secret: file:%5$s
              scope: FB=1_3_4_5_8_13;IntervalDuration=900;BlockDuration=Daily;HistoryLength=34128000
            %6$sdata:
              resource_base: %4$s/espi/1_1/resource
            """;

    private Surroundings() {}

    private static WireMockServer stubs() {
        var server = new WireMockServer(options().dynamicPort());
        server.start();
        // Whom no test makes one of a facility's people is a stranger there.
        server.stubFor(get(urlPathMatching("/facility-service/facilities/[^/]+")).atPriority(10)
                .willReturn(aResponse().withStatus(404)));
        // A record that no test tells of cannot be read just now.
        server.stubFor(get(urlPathMatching("/[^/]+/espi/1_1/resource/Authorization/.*")).atPriority(10)
                .willReturn(aResponse().withStatus(503)));
        server.stubFor(post(urlPathMatching("/[^/]+/oauth/token")).atPriority(10)
                .withFormParam("grant_type", equalTo("client_credentials")).willReturn(aResponse().withStatus(503)));
        // Nothing was imported of whatever no test tells of, and nothing audited.
        server.stubFor(get(urlPathMatching("/(ingestion|audit)-service/.*")).atPriority(10)
                .willReturn(aResponse().withStatus(404)));
        // What is compared with UtilityAPI when the service starts: nothing was missed, nothing has ended.
        server.stubFor(get(urlPathMatching("/(utilityapi|own)/api/v2/events")).atPriority(10)
                .willReturn(okJson("{\"events\":[],\"next\":null}")));
        server.stubFor(get(urlPathMatching("/(utilityapi|own)/api/v2/authorizations/[^/]+")).atPriority(10)
                .willReturn(aResponse().withStatus(503)));
        server.stubFor(get(urlPathMatching("/(utilityapi|own)/api/v2/authorizations"))
                .withQueryParam("referrals", absent()).atPriority(10)
                .willReturn(okJson("{\"authorizations\":[],\"next\":null}")));
        return server;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("authorization-it");
            Files.createDirectory(folder.resolve("providers"));
            Files.writeString(folder.resolve("keyset.json"), TestKeyset.fresh());
            String simulator = UTILITIES.baseUrl().toString();
            profile(folder, "pge", "PG&E", "green_button", simulator + "/pge", "  pkce: \"off\"\n");
            notifying(folder, "pge");
            profile(folder, "sce", "SCE", "green_button", simulator + "/sce", "  pkce: \"off\"\n");
            profile(folder, "sdge", "SDG&E", "green_button", simulator + "/sdge", "  pkce: \"off\"\n");
            profile(folder, "acme", "Acme Power", "green_button", simulator + "/acme", "");
            profile(folder, "odd", "Odd Electric", "green_button", STUBS.baseUrl() + "/odd", "  pkce: \"off\"\n");
            notifying(folder, "odd");
            profile(folder, "many", "Many Electric", "green_button", MANY.baseUrl(), "");
            Files.writeString(folder.resolve("providers").resolve("many.yaml"),
                    "limits:\n  requests_per_second: 10000\n", StandardOpenOption.APPEND);
            profile(folder, "strict", "Strict Electric", "green_button", STUBS.baseUrl() + "/strict",
                    "  client_authentication: form\n  refresh_scope: omit\n  issuer: https://strict.example\n");
            profile(folder, "tidy", "Tidy Electric", "green_button", STUBS.baseUrl() + "/tidy",
                    "  refresh_tokens: reusable\n  revocation_endpoint: " + STUBS.baseUrl() + "/tidy/oauth/revoke\n");
            Files.writeString(folder.resolve("providers").resolve("strict.yaml"), "  revocation: none\n",
                    StandardOpenOption.APPEND);
            utilityApi(folder, "other", "OTHER", WEBHOOK_SECRET, STUBS.baseUrl() + UTILITY_API);
            utilityApi(folder, "own", "OWN", WEBHOOK_SECRET + "-own", STUBS.baseUrl() + "/own/api/v2");
            utilityApi(folder, "demo", "DEMO", DEMO_WEBHOOK_SECRET, simulator + UTILITY_API);
            Files.writeString(folder.resolve("providers").resolve("independent.yaml"),
                    IndependentUtility.shared().profile());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A utility that UtilityAPI reaches for us. */
    private static void utilityApi(Path folder, String id, String utility, String webhookSecret, String api)
            throws IOException {
        Path token = Files.writeString(folder.resolve(id + ".token"), "local-utility-api-token");
        Path secret = Files.writeString(folder.resolve(id + ".webhook"), webhookSecret);
        Files.writeString(folder.resolve("providers").resolve(id + ".yaml"), """
                id: %1$s
                name: %2$s
                method: utility_api
                time_zone: America/Los_Angeles
                utility_api:
                  utility: %2$s
                  account: at-%1$s
                  token: file:%3$s
                  webhook_secret: file:%4$s
                data:
                  resource_base: %5$s
                limits:
                  requests_per_second: 100
                """.formatted(id, utility, token, secret, api));
    }

    private static void notifying(Path folder, String id) throws IOException {
        Path token = Files.writeString(folder.resolve(id + ".notification"), notificationToken(id));
        Files.writeString(folder.resolve("providers").resolve(id + ".yaml"),
                "notifications:\n  bearer: file:" + token + "\n", StandardOpenOption.APPEND);
    }

    /** What the utility shows when it notifies the platform. */
    static String notificationToken(String id) {
        return "local-" + id + "-notification-token";
    }

    private static void profile(Path folder, String id, String name, String method, String base, String habits)
            throws IOException {
        Path secret = Files.writeString(folder.resolve(id + ".secret"), "local-" + id + "-secret");
        Files.writeString(folder.resolve("providers").resolve(id + ".yaml"),
                PROFILE.formatted(id, name, method, base, secret, habits));
    }
}
