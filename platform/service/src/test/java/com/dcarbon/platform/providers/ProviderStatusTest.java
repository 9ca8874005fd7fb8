// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.platform.providers.ProviderTrouble.Owner;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class ProviderStatusTest {
    private static final Instant LATER = Instant.parse("2026-11-21T12:00:30Z");

    @ParameterizedTest
    @CsvSource({"400,misconfigured,OPERATOR", "402,payment_required,OPERATOR", "404,gone,PROVIDER",
            "406,misconfigured,OPERATOR", "408,transient,TIME", "410,gone,PROVIDER", "425,transient,TIME",
            "429,throttled,TIME", "500,transient,TIME", "503,transient,TIME", "599,transient,TIME",
            "302,malformed,PROVIDER", "101,malformed,PROVIDER"})
    void tellsTheTroubleAndItsOwnerByTheStatusAlone(int status, String tag, Owner owner) {
        ProviderTrouble trouble = ProviderStatus.trouble(status, null);

        assertThat(trouble.tag()).isEqualTo(tag);
        assertThat(trouble.owner()).isEqualTo(owner);
        assertThat(trouble.detail()).isEqualTo("status " + status);
        assertThat(trouble.sentence().startsWith("ALERT")).isEqualTo(owner == Owner.OPERATOR);
    }

    @Test
    void keepsTheProvidersWishWhenToAskAgain() {
        assertThat(ProviderStatus.trouble(429, LATER)).isEqualTo(new ProviderTrouble.Throttled("status 429", LATER));
        assertThat(ProviderStatus.trouble(503, LATER)).isEqualTo(new ProviderTrouble.Unavailable("status 503", LATER));
    }

    @Test
    void isNotAskedAboutSuccess() {
        assertThatThrownBy(() -> ProviderStatus.trouble(202, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsEveryCallByItsOutcome() {
        var metrics = new SimpleMeterRegistry();
        var calls = new ProviderCalls(metrics);

        calls.ended("pge", "resource", ProviderOutcome.succeeded("feed"), Duration.ofMillis(20));
        calls.ended("pge", "resource", ProviderOutcome.failed(ProviderStatus.trouble(429, null)), Duration.ZERO);

        assertThat(metrics.get("dcarbon.provider.calls").tag("outcome", "success").timer().count()).isEqualTo(1);
        assertThat(metrics.get("dcarbon.provider.calls")
                .tag("outcome", "throttled")
                .tag("provider", "pge")
                .tag("call", "resource")
                .timer()
                .count()).isEqualTo(1);
    }
}
