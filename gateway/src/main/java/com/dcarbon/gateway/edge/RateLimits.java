// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import org.springframework.stereotype.Component;

import com.dcarbon.gateway.GatewaySettings;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;

/** Makes the limits of this process; they live in its memory alone. */
@Component
class RateLimits {
    private final long callers;
    private final MeterRegistry metrics;

    RateLimits(GatewaySettings settings, MeterRegistry metrics) {
        this.callers = settings.rates().callers();
        this.metrics = metrics;
    }

    /** @param requests a minute, for each caller */
    RateLimit of(String name, long requests) {
        return new RateLimit(name, requests, callers, TimeMeter.SYSTEM_NANOTIME, metrics);
    }
}
