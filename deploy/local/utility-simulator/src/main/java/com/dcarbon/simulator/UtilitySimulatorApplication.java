// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.LoggerFactory;

/** The simulator as a program of its own, configured by environment variables. */
public final class UtilitySimulatorApplication {
    private static final String NOTIFY = "DCARBON_SIMULATOR_NOTIFY_";

    private UtilitySimulatorApplication() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        UtilitySimulator simulator = UtilitySimulator.start(settings(System.getenv()));
        LoggerFactory.getLogger(UtilitySimulatorApplication.class)
                .info("Utilities are served at {}", simulator.baseUrl());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        simulator.awaitClose();
    }

    /**
     * {@code DCARBON_SIMULATOR_HOST}, {@code DCARBON_SIMULATOR_PORT}, {@code DCARBON_SIMULATOR_FEEDS} (a folder),
     * {@code DCARBON_SIMULATOR_PLATFORM} (the platform's base URL, for redirect URIs and notifications),
     * {@code DCARBON_SIMULATOR_NOTIFY_PGE} and so on (where one utility sends its notifications),
     * {@code DCARBON_SIMULATOR_MEMORY} (the file in which UtilityAPI keeps what it knows),
     * {@code DCARBON_UTILITY_API_TOKEN}, {@code DCARBON_UTILITY_API_WEBHOOK_SECRET}, {@code DCARBON_PUBLIC_BASE} (what
     * links begin with), {@code DCARBON_CLOCK_OFFSET} (how far its clock is ahead, as {@code P91D} or {@code 91d}). Each
     * may be absent.
     */
    static SimulatorSettings settings(Map<String, String> environment) {
        SimulatorSettings settings = SimulatorSettings.local();
        // Backwards by name: one utility's address comes after the platform's and wins over it.
        for (var variable : new TreeMap<>(environment).reversed().entrySet()) {
            String value = variable.getValue();
            if (!value.isBlank()) {
                settings = applied(settings, variable.getKey(), value);
            }
        }
        return settings;
    }

    private static SimulatorSettings applied(SimulatorSettings settings, String name, String value) {
        return switch (name) {
            case "DCARBON_SIMULATOR_HOST" -> settings.withHost(value);
            case "DCARBON_SIMULATOR_PORT" -> settings.withPort(Integer.parseInt(value));
            case "DCARBON_SIMULATOR_FEEDS" -> settings.withFeedsDirectory(Path.of(value));
            case "DCARBON_SIMULATOR_PLATFORM" -> settings.forPlatformAt(URI.create(value));
            case "DCARBON_SIMULATOR_MEMORY" ->
                settings.withUtilityApi(settings.utilityApi().withMemory(Path.of(value)));
            case "DCARBON_UTILITY_API_TOKEN" -> settings.withUtilityApi(settings.utilityApi().withToken(value));
            case "DCARBON_UTILITY_API_WEBHOOK_SECRET" ->
                settings.withUtilityApi(settings.utilityApi().withWebhookSecret(value));
            case "DCARBON_CLOCK_OFFSET" -> settings.withClock(MovedClock.by(value));
            case "DCARBON_PUBLIC_BASE" -> settings.withPublicBase(URI.create(value));
            default -> name.startsWith(NOTIFY)
                    ? settings.withNoticesTo(name.substring(NOTIFY.length()).toLowerCase(Locale.ROOT),
                            URI.create(value))
                    : settings;
        };
    }
}
