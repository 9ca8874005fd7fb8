// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator of its own for each test, on a day in July that the test may let pass. */
abstract class SimulatorTestBase {
    final TravellingClock clock = new TravellingClock(Instant.parse("2026-07-15T20:00:00Z"));
    UtilitySimulator simulator;
    ThirdPartyClient pge;
    ThirdPartyClient sce;

    @BeforeEach
    void start() {
        simulator = UtilitySimulator.start(settings());
        pge = new ThirdPartyClient(simulator, "pge");
        sce = new ThirdPartyClient(simulator, "sce");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    SimulatorSettings settings() {
        return SimulatorSettings.local().withPort(0).withClock(clock);
    }

    static String resource(ThirdPartyClient client, String path) {
        return client.url("/espi/1_1/resource/" + path).toString();
    }

    /** All bytes that come until the utility ends the connection. */
    String raw(String host, String request) throws IOException {
        try (Socket socket = new Socket(host, simulator.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
