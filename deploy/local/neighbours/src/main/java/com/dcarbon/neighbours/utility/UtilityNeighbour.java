// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.utility;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.dcarbon.simulator.SimulatorSettings;
import com.dcarbon.simulator.UtilitySimulator;

/** Runs the utility simulator as long as the neighbours run. */
@Component
class UtilityNeighbour implements SmartLifecycle {
    private final SimulatorSettings settings;
    private volatile @Nullable UtilitySimulator simulator;

    UtilityNeighbour(UtilitySettings settings, @Value("${neighbours.address}") String address, Clock clock) {
        SimulatorSettings simulated = SimulatorSettings.local()
                .withHost(address)
                .withPort(settings.port())
                .withClock(clock)
                .forPlatformAt(settings.platform());
        String memory = settings.memory();
        simulated = simulated.withUtilityApi(simulated.utilityApi()
                .withToken(settings.utilityApiToken())
                .withWebhookSecret(settings.utilityApiWebhookSecret())
                .withMemory(memory == null || memory.isBlank() ? null : Path.of(memory)));
        String publicBase = settings.publicBase();
        String feeds = settings.feeds();
        this.settings = simulated
                .withPublicBase(publicBase == null || publicBase.isBlank() ? null : URI.create(publicBase))
                .withFeedsDirectory(feeds == null || feeds.isBlank() ? null : Path.of(feeds));
    }

    @Override
    public void start() {
        simulator = UtilitySimulator.start(settings);
    }

    @Override
    public void stop() {
        UtilitySimulator running = simulator;
        if (running != null) {
            running.close();
            simulator = null;
        }
    }

    @Override
    public boolean isRunning() {
        return simulator != null;
    }
}
