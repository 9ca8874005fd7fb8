// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import java.util.EnumMap;
import java.util.Map;

import org.springframework.test.context.DynamicPropertyRegistry;

import com.dcarbon.testing.TestIdentityProvider;
import com.github.tomakehurst.wiremock.WireMockServer;

/** Stand-ins for the five services, one server each, so that a test sees who was called. */
public final class Backends {
    private static final Map<Service, WireMockServer> SERVERS = new EnumMap<>(Service.class);

    private Backends() {}

    /** The stand-in of that service, started once per JVM. */
    public static synchronized WireMockServer of(Service service) {
        return SERVERS.computeIfAbsent(service, _ -> {
            WireMockServer server = new WireMockServer(
                    wireMockConfig().dynamicPort().http2PlainDisabled(true).gzipDisabled(true));
            server.start();
            return server;
        });
    }

    /** Forgets all stubs and calls. */
    public static void reset() {
        for (Service service : Service.values()) {
            of(service).resetAll();
        }
    }

    /** Where the gateway under test finds its neighbours. */
    public static void register(DynamicPropertyRegistry properties) {
        for (Service service : Service.values()) {
            properties.add("dcarbon.gateway.services." + service.id(), () -> of(service).baseUrl());
        }
        properties.add("dcarbon.surroundings.local", () -> true);
        TestIdentityProvider identities = TestIdentityProvider.shared();
        properties.add("dcarbon.security.issuer-uri", identities::issuer);
        properties.add("dcarbon.security.jwk-set-uri", identities::jwkSetUri);
    }
}
