// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The identity provider as the application and the services use it. */
class NeighboursIT {
    private static final String REDIRECT = "http://localhost:3000/callback";
    private static final String ISSUER = "http://localhost:9000";

    @TempDir
    static Path temporary;

    private static ConfigurableApplicationContext neighbours;
    private static URI base;

    @BeforeAll
    static void start() {
        neighbours = startNeighbours();
        base = baseOf(neighbours);
    }

    @AfterAll
    static void stop() {
        neighbours.close();
    }

    @Test
    void describesItselfAsTheIssuer() throws Exception {
        JsonNode metadata = json(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve("/.well-known/openid-configuration")).build(),
                        HttpResponse.BodyHandlers.ofString()));
        assertThat(metadata.path("issuer").asString()).isEqualTo(ISSUER);
        assertThat(metadata.path("code_challenge_methods_supported").get(0).asString()).isEqualTo("S256");
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString()).contains("\"none\"");
    }

    @Test
    void givesATokenWithTheClaimsOfTheContract() throws Exception {
        try (CodeFlow flow = new CodeFlow(base, REDIRECT)) {
            JsonNode tokens = json(flow.exchange(flow.codeFor("home", "home")));
            JWTClaimsSet claims = verified(tokens.path("access_token").asString());
            assertThat(claims.getSubject()).isEqualTo("home");
            assertThat(claims.getIssuer()).isEqualTo(ISSUER);
            assertThat(claims.getAudience()).containsExactly("dcarbon");
            assertThat(claims.getStringClaim("email")).isEqualTo("home@example.com");
            assertThat(claims.getBooleanClaim("email_verified")).isTrue();
            assertThat(claims.getStringClaim("name")).isEqualTo("Hanna Home");
            assertThat(claims.getStringListClaim("roles")).containsExactly("residential");
            assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime()).isEqualTo(3_600_000);
        }
    }

    @Test
    void refreshesForThePublicClientAndTakesEachRefreshTokenOnce() throws Exception {
        try (CodeFlow flow = new CodeFlow(base, REDIRECT)) {
            JsonNode tokens = json(flow.exchange(flow.codeFor("owner", "owner")));
            String refresh = tokens.path("refresh_token").asString();
            HttpResponse<String> again = flow.refresh(refresh);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(verified(json(again).path("access_token").asString()).getStringListClaim("roles"))
                    .containsExactly("commercial");
            assertThat(json(again).path("refresh_token").asString()).isNotEqualTo(refresh);
            assertThat(flow.refresh(refresh).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void refusesAWrongPasswordAndAWrongVerifierAndAnUnknownRedirect() throws Exception {
        try (CodeFlow flow = new CodeFlow(base, REDIRECT)) {
            assertThat(flow.signIn("owner", "wrong").getQuery()).isEqualTo("error");
        }
        try (CodeFlow flow = new CodeFlow(base, REDIRECT)) {
            String code = flow.codeFor("owner", "owner");
            assertThat(flow.exchange(code, "x".repeat(43)).statusCode()).isEqualTo(400);
        }
        try (CodeFlow flow = new CodeFlow(base, "http://localhost:3000/elsewhere")) {
            assertThat(flow.authorize().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void insistsOnACodeChallenge() throws Exception {
        try (CodeFlow flow = new CodeFlow(base, REDIRECT)) {
            HttpResponse<String> answer = flow.authorizeWithoutChallenge();
            assertThat(answer.headers().firstValue("Location").orElse("")).startsWith(REDIRECT)
                    .contains("error=invalid_request");
        }
    }

    @Test
    void givesIngestionAServiceTokenWithoutAUser() throws Exception {
        HttpResponse<String> answer = post("/oauth2/token",
                "grant_type=client_credentials&scope=dcarbon.internal&client_id=ingestion-service"
                        + "&client_secret=local-ingestion-secret");
        JWTClaimsSet claims = verified(json(answer).path("access_token").asString());
        assertThat(claims.getSubject()).isEqualTo("ingestion-service");
        assertThat(claims.getAudience()).containsExactly("dcarbon");
        assertThat(claims.getStringClaim("scope")).isEqualTo("dcarbon.internal");
        assertThat(claims.getClaims()).doesNotContainKeys("roles", "email", "name");
    }

    @Test
    void letsTheApplicationsOriginCallTheTokenEndpointAndNoOther() throws Exception {
        assertThat(preflight("http://localhost:3000").headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://localhost:3000");
        assertThat(preflight("http://evil.example").headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void keepsItsKeyOverARestart() throws Exception {
        String token;
        try (CodeFlow flow = new CodeFlow(base, REDIRECT)) {
            token = json(flow.exchange(flow.codeFor("admin", "admin"))).path("access_token").asString();
        }
        try (ConfigurableApplicationContext second = startNeighbours("--neighbours.clock-offset=91d")) {
            JWKSet keys = JWKSet.load(baseOf(second).resolve("/oauth2/jwks").toURL());
            SignedJWT signed = SignedJWT.parse(token);
            assertThat(signed.verify(new RSASSAVerifier(keys.getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey())))
                    .isTrue();
            givesTokensOfThatTime(baseOf(second), Instant.now().plus(91, ChronoUnit.DAYS));
        }
        assertThat(Files.getPosixFilePermissions(temporary.resolve("key.json"))).hasSize(2);
    }

    private static void givesTokensOfThatTime(URI address, Instant time) throws Exception {
        try (CodeFlow flow = new CodeFlow(address, REDIRECT)) {
            JsonNode tokens = json(flow.refresh(json(flow.exchange(flow.codeFor("home", "home"))).path("refresh_token")
                    .asString()));
            String token = tokens.path("access_token").asString();
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            assertThat(claims.getIssueTime()).isCloseTo(time, 60_000);
            assertThat(claims.getExpirationTime()).isCloseTo(time.plus(1, ChronoUnit.HOURS), 60_000);
            assertThat(tokens.path("expires_in").asInt()).isBetween(3_590, 3_600);
            assertThat(json(flow.userInfo(token)).path("sub").asString()).isEqualTo("home");
        }
    }

    private static ConfigurableApplicationContext startNeighbours(String... further) {
        SpringApplication application = new SpringApplication(NeighboursApplication.class);
        List<String> arguments = Map
                .of("server.port", "0", "neighbours.mail.smtp-port", "0", "neighbours.mail.inbox-port", "0",
                        "neighbours.application.port", "0", "neighbours.utility.port", "0",
                        "neighbours.identity.key-file", temporary.resolve("key.json").toString())
                .entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        return application.run(Stream.concat(arguments.stream(), Stream.of(further)).toArray(String[]::new));
    }

    private static URI baseOf(ConfigurableApplicationContext context) {
        return URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        SignedJWT signed = SignedJWT.parse(token);
        JWKSet keys = JWKSet.load(base.resolve("/oauth2/jwks").toURL());
        assertThat(signed.verify(new RSASSAVerifier(keys.getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        return signed.getJWTClaimsSet();
    }

    private static HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
