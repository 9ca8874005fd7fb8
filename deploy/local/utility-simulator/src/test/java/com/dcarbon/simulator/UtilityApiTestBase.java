// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.dcarbon.simulator.aggregator.AggregatorSettings;
import com.dcarbon.simulator.fault.Fault;

/** A simulator of its own for each test, whose UtilityAPI works fast, on a day in July. */
abstract class UtilityApiTestBase {
    final TravellingClock clock = new TravellingClock(Instant.parse("2026-07-15T20:00:00Z"));
    final CustomerBrowser browser = new CustomerBrowser();
    UtilitySimulator simulator;
    PlatformClient platform;

    @BeforeEach
    void start() {
        simulator = UtilitySimulator.start(SimulatorSettings.local().withPort(0).withClock(clock)
                .withUtilityApi(utilityApi()));
        platform = new PlatformClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    AggregatorSettings utilityApi() {
        // Nobody listens there: what is not about webhooks does not meet another program's.
        return AggregatorSettings.local().withStep(Duration.ofMillis(60)).withRetries()
                .withWebhooksTo(URI.create("http://localhost:1/utility-api/events"));
    }

    void switchOn(String... fields) {
        Map<String, String> fault = new java.util.HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            fault.put(fields[i], fields[i + 1]);
        }
        simulator.faults("utilityapi").switchOn(Fault.read(fault));
    }
}
