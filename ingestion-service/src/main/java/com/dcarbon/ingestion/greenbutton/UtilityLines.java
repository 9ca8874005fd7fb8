// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderProfile;

import io.micrometer.core.instrument.MeterRegistry;

/** The lines to the utilities, one each. */
@Component
class UtilityLines {
    private final Map<String, UtilityLine> lines = new ConcurrentHashMap<>();
    private final GreenButtonSettings settings;
    private final ProviderCalls calls;
    private final MeterRegistry metrics;
    private final Clock clock;

    UtilityLines(GreenButtonSettings settings, ProviderCalls calls, MeterRegistry metrics, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.metrics = metrics;
        this.clock = clock;
    }

    UtilityLine to(ProviderProfile profile) {
        return lines.computeIfAbsent(profile.id(),
                id -> new UtilityLine(profile, settings.outageDelay(), calls, metrics, clock));
    }
}
