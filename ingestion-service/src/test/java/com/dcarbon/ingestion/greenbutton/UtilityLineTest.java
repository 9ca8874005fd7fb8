// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;

class UtilityLineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private final UtilityLine line = new UtilityLine(profile(), REST, new ProviderCalls(metrics), metrics,
            Clock.fixed(NOW, ZoneOffset.UTC));

    private ProviderOutcome<ResourceAnswer> ask(ProviderOutcome<ResourceAnswer> answer) {
        return line.ask(Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return answer;
        })).blockOptional(PATIENCE).orElseThrow();
    }

    private static ProviderOutcome<ResourceAnswer> resting(Instant until, FetchFailure reason) {
        return ProviderOutcome.succeeded(new ResourceAnswer.Resting(until, reason));
    }

    @Test
    void asksNobodyWhoWantsAPause() {
        Instant until = NOW.plusSeconds(60);
        ask(ProviderOutcome.failed(new ProviderTrouble.Throttled("status 429", until)));

        assertThat(ask(ProviderOutcome.succeeded(new ResourceAnswer.Nothing())))
                .isEqualTo(resting(until, FetchFailure.PROVIDER_BUSY));
        assertThat(asked).hasValue(1);
    }

    @Test
    void leavesAloneForAWhileWhoFailsAgainAndAgain() {
        for (int i = 0; i < 10; i++) {
            ask(ProviderOutcome.failed(new ProviderTrouble.Unavailable("status 503", null)));
        }

        assertThat(ask(ProviderOutcome.succeeded(new ResourceAnswer.Nothing())))
                .isEqualTo(resting(NOW.plus(REST), FetchFailure.PROVIDER_UNAVAILABLE));
        assertThat(asked).hasValue(10);
    }

    @Test
    void keepsAskingWhoRefusesOthersOrOurselves() {
        for (int i = 0; i < 20; i++) {
            ask(ProviderOutcome.failed(new ProviderTrouble.Misconfigured("status 400")));
            ask(ProviderOutcome.succeeded(new ResourceAnswer.TokenRefused(403)));
        }

        assertThat(asked).hasValue(40);
        assertThat(metrics.timer("dcarbon.provider.calls", "provider", "odd", "call", "resource", "outcome",
                "reauthorization_needed").count()).isEqualTo(20);
    }

    private static ProviderProfile profile() {
        URI base = URI.create("https://utility.example");
        return new ProviderProfile("odd", "Odd", AuthMethod.GREEN_BUTTON, 1, null, "", ZoneId.of("UTC"),
                new ProviderProfile.OAuth(base, base, "id", "env:NONE", ProviderProfile.ClientAuthentication.BASIC,
                        "FB=4",
                        ProviderProfile.RefreshScope.GRANTED, ProviderProfile.Pkce.OFF, null, null,
                        ProviderProfile.RefreshTokens.SINGLE_USE, null, null, null),
                null,
                new ProviderProfile.Data(base, List.of(), 90, ProviderProfile.DateFilter.PUBLISHED,
                        Duration.ofSeconds(5), DataSize.ofMegabytes(1)),
                new ProviderProfile.Limits(1_000), null);
    }
}
