// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderProfile;

import io.micrometer.core.instrument.MeterRegistry;

/** The lines to the utilities, one each. */
@Component
public class UtilityLines {
    private final Map<String, UtilityLine> lines = new ConcurrentHashMap<>();
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private final LineSettings settings;
    private final ProviderCalls calls;
    private final MeterRegistry metrics;
    private final Clock clock;

    UtilityLines(LineSettings settings, ProviderCalls calls, MeterRegistry metrics, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.metrics = metrics;
        this.clock = clock;
    }

    public UtilityLine to(ProviderProfile profile) {
        return lines.computeIfAbsent(profile.id(),
                id -> new UtilityLine(id, settings.outageDelay(), calls, metrics, clock));
    }

    /** The turns at a utility that every process takes for itself. */
    public Turns turnsAt(ProviderProfile profile) {
        return turns.computeIfAbsent(profile.id(),
                id -> new ProcessTurns(profile.limits().requestsPerSecond(), clock));
    }
}
