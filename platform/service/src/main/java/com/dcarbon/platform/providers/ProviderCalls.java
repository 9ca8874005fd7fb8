// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.dcarbon.platform.providers.ProviderTrouble.Owner;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts and reports every call to a provider: the timer {@code dcarbon.provider.calls} with the tags {@code provider},
 * {@code call} and {@code outcome}, and a line in the log for each that failed: an error where our operators have to act.
 */
public final class ProviderCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);

    private final MeterRegistry metrics;

    public ProviderCalls(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Reports one call that has ended.
     *
     * @param provider the profile's id
     * @param call what was asked: a name from a small fixed set, such as {@code token_refresh}
     */
    public void ended(String provider, String call, ProviderOutcome<?> outcome, Duration took) {
        metrics.timer("dcarbon.provider.calls", "provider", provider, "call", call, "outcome", outcome.tag())
                .record(took);
        if (outcome instanceof ProviderOutcome.Failed<?>(ProviderTrouble trouble)) {
            report(provider, call, trouble);
        }
    }

    private static void report(String provider, String call, ProviderTrouble trouble) {
        (trouble.owner() == Owner.OPERATOR ? LOG.atError() : LOG.atWarn()).addKeyValue("provider_id", provider)
                .addKeyValue("call", call)
                .addKeyValue("outcome", trouble.tag())
                .addKeyValue("detail", trouble.detail())
                .log(trouble.sentence());
    }
}
