// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.aggregator.AggregatorSettings;
import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Availability;

/**
 * How the simulator runs.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param publicBase what links begin with; null: the host that was asked
 * @param feedsDirectory each {@code X.xml} in it is the usage feed of the customer {@code X}; null for none
 * @param signingSecret what tokens are signed with: the same secret keeps them good across restarts
 * @param accessTokenLife how long access tokens are good; whole seconds
 * @param availability up to when there are readings
 * @param clock the time
 * @param custodians the utilities
 * @param utilityApi UtilityAPI
 */
public record SimulatorSettings(String host, int port, @Nullable URI publicBase, @Nullable Path feedsDirectory,
        String signingSecret, Duration accessTokenLife, Availability availability, Clock clock,
        List<Custodian> custodians, AggregatorSettings utilityApi) {
    public SimulatorSettings {
        custodians = List.copyOf(custodians);
    }

    /**
     * PG&amp;E, SCE and SDG&amp;E on {@code localhost:9100} for a platform at {@code http://localhost:8080}: clients
     * {@code dcarbon-<id>}, secrets {@code local-<id>-secret}, redirect URIs
     * {@code http://localhost:8080/green-button/callback/<id>}.
     */
    public static SimulatorSettings local() {
        return new SimulatorSettings("localhost", 9100, null, null, "local-simulator-signing-secret",
                Duration.ofSeconds(3600), Availability.YESTERDAY, MovedClock.by(null),
                List.of(Custodian.pge(), Custodian.sce(), Custodian.sdge()), AggregatorSettings.local());
    }

    /** On another port; 0 for any free one. */
    public SimulatorSettings withPort(int other) {
        return new SimulatorSettings(host, other, publicBase, feedsDirectory, signingSecret, accessTokenLife,
                availability, clock, custodians, utilityApi);
    }

    /** Listening on another address, such as {@code 0.0.0.0}. */
    public SimulatorSettings withHost(String other) {
        return new SimulatorSettings(other, port, publicBase, feedsDirectory, signingSecret, accessTokenLife,
                availability, clock, custodians, utilityApi);
    }

    /** With links that begin so; null: with the host that was asked. */
    public SimulatorSettings withPublicBase(@Nullable URI other) {
        return new SimulatorSettings(host, port, other, feedsDirectory, signingSecret, accessTokenLife, availability,
                clock, custodians, utilityApi);
    }

    /** With the feeds of that folder. */
    public SimulatorSettings withFeedsDirectory(@Nullable Path other) {
        return new SimulatorSettings(host, port, publicBase, other, signingSecret, accessTokenLife, availability, clock,
                custodians, utilityApi);
    }

    /** With access tokens of that life, in whole seconds. */
    public SimulatorSettings withAccessTokenLife(Duration other) {
        return new SimulatorSettings(host, port, publicBase, feedsDirectory, signingSecret, other, availability, clock,
                custodians, utilityApi);
    }

    /** With readings up to then. */
    public SimulatorSettings withAvailability(Availability other) {
        return new SimulatorSettings(host, port, publicBase, feedsDirectory, signingSecret, accessTokenLife, other,
                clock, custodians, utilityApi);
    }

    /** At that time. */
    public SimulatorSettings withClock(Clock other) {
        return new SimulatorSettings(host, port, publicBase, feedsDirectory, signingSecret, accessTokenLife,
                availability, other, custodians, utilityApi);
    }

    /** With that custodian, in the place of one with the same id if there is one. */
    public SimulatorSettings withCustodian(Custodian custodian) {
        List<Custodian> all = Stream.concat(custodians.stream().filter(each -> !each.id().equals(custodian.id())),
                Stream.of(custodian)).toList();
        return new SimulatorSettings(host, port, publicBase, feedsDirectory, signingSecret, accessTokenLife,
                availability, clock, all, utilityApi);
    }

    /** With UtilityAPI run so. */
    public SimulatorSettings withUtilityApi(AggregatorSettings other) {
        return new SimulatorSettings(host, port, publicBase, feedsDirectory, signingSecret, accessTokenLife,
                availability, clock, custodians, other);
    }

    /** With these redirect URIs registered at one custodian, in the place of those it had. */
    public SimulatorSettings withRedirectUris(String custodianId, String... redirectUris) {
        return withCustodian(custodian(custodianId).withRedirectUris(Set.of(redirectUris)));
    }

    /** With that custodian's notifications sent there. */
    public SimulatorSettings withNoticesTo(String custodianId, URI address) {
        return withCustodian(custodian(custodianId).withNoticesTo(address));
    }

    /**
     * With {@code <platform>/green-button/callback/<id>} registered at every custodian, and
     * {@code <platform>/green-button/notifications/<id>} for its notifications, {@code <platform>/green-button/portal} for
     * customers who begin there; and UtilityAPI's for the same platform.
     */
    public SimulatorSettings forPlatformAt(URI platform) {
        String base = platform.toString().replaceFirst("/+$", "") + "/green-button/";
        SimulatorSettings settings = withUtilityApi(utilityApi.forPlatformAt(platform));
        for (Custodian custodian : custodians) {
            settings = settings.withRedirectUris(custodian.id(), base + "callback/" + custodian.id())
                    .withNoticesTo(custodian.id(), URI.create(base + "notifications/" + custodian.id()));
            settings = settings
                    .withCustodian(settings.custodian(custodian.id()).withPortal(URI.create(base + "portal")));
        }
        return settings;
    }

    /**
     * The custodian with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Custodian custodian(String id) {
        return custodians.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no custodian " + id));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SimulatorSettings[" + host + ":" + port + ", " + custodians + "]";
    }
}
