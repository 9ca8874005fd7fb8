// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Signs tokens with a real key and publishes that key where a real identity provider would, so that the service under
 * test checks them exactly as in production.
 */
public final class TestIdentityProvider {
    /** The audience that the platform's services ask for. */
    public static final String AUDIENCE = "dcarbon";

    private static final String KEYS_PATH = "/oauth2/jwks";

    private final RSAKey key = newKey();
    private final RSAKey strangersKey = newKey();
    private final String issuer;

    private TestIdentityProvider() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(KEYS_PATH, this::answerKeys);
            server.start();
            this.issuer = "http://localhost:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of this JVM. */
    public static TestIdentityProvider shared() {
        return Shared.PROVIDER;
    }

    public String issuer() {
        return issuer;
    }

    public String jwkSetUri() {
        return issuer + KEYS_PATH;
    }

    /** A token as yet without a subject. */
    public TestToken token() {
        Instant now = Instant.now();
        return new TestToken(key, strangersKey).with("iss", issuer)
                .audience(AUDIENCE)
                .issuedAt(now.minusSeconds(5))
                .expiresAt(now.plusSeconds(600));
    }

    /**
     * A person's token: the name is the user id, the e-mail address {@code <name>@example.com} is verified.
     *
     * @param roles any of {@code commercial}, {@code residential}, {@code admin}
     */
    public TestToken user(String name, String... roles) {
        return token().subject(name)
                .with("name", Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .email(name + "@example.com")
                .roles(roles);
    }

    /** A service's own token, as client credentials bring it: the subject is the client, no person, no roles. */
    public TestToken service(String clientId, String... scopes) {
        return token().subject(clientId).with("client_id", clientId).with("scope", List.of(scopes));
    }

    private void answerKeys(HttpExchange exchange) throws IOException {
        byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final TestIdentityProvider PROVIDER = new TestIdentityProvider();
    }
}
