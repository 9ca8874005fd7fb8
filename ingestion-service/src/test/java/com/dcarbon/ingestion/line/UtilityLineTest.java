// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;

class UtilityLineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final UtilityLine line = new UtilityLine("odd", REST, new ProviderCalls(metrics), metrics, clock);
    private final Turns turns = new ProcessTurns(1_000, clock);

    private void ask(ProviderOutcome<String> answer) {
        line.ask("resource", turns, Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return answer;
        }), reported -> reported).block(PATIENCE);
    }

    private FetchOutcome refusal() {
        return catchThrowableOfType(StopFetching.class, () -> ask(ProviderOutcome.succeeded("")))
                .outcome();
    }

    @Test
    void asksNobodyWhoWantsAPause() {
        Instant until = NOW.plusSeconds(60);
        ask(ProviderOutcome.failed(new ProviderTrouble.Throttled("status 429", until)));

        assertThat(refusal()).isEqualTo(new FetchOutcome.Paused(until, FetchFailure.PROVIDER_BUSY));
        assertThat(asked).hasValue(1);
    }

    @Test
    void leavesAloneForAWhileWhoFailsAgainAndAgain() {
        for (int i = 0; i < 10; i++) {
            ask(ProviderOutcome.failed(new ProviderTrouble.Unavailable("status 503", null)));
        }

        assertThat(refusal())
                .isEqualTo(new FetchOutcome.Paused(NOW.plus(REST), FetchFailure.PROVIDER_UNAVAILABLE));
        assertThat(asked).hasValue(10);
    }

    @Test
    void keepsAskingWhoRefusesOthersOrOurselves() {
        for (int i = 0; i < 20; i++) {
            ask(ProviderOutcome.failed(new ProviderTrouble.Misconfigured("status 400")));
            ask(ProviderOutcome.succeeded(""));
        }

        assertThat(asked).hasValue(40);
        assertThat(metrics.timer("dcarbon.provider.calls", "provider", "odd", "call", "resource", "outcome",
                "misconfigured").count()).isEqualTo(20);
    }
}
