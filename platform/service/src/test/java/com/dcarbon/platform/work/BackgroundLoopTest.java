// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class BackgroundLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger steps = new AtomicInteger();
    private BackgroundLoop loop = new BackgroundLoop("none", LONG, () -> Mono.just(false));

    @AfterEach
    void end() {
        loop.stop();
    }

    @Test
    void goesOnAtOnceWhileThereIsMoreAndThenWaitsToBeWoken() {
        start(LONG, () -> Mono.just(steps.incrementAndGet() % 5 != 0));

        await().atMost(PATIENCE).until(() -> steps.get() == 5);
        loop.wake();
        await().atMost(PATIENCE).until(() -> steps.get() == 10);
    }

    @Test
    void countsAStepThatFailsAndTriesAgain() {
        start(SHORT, () -> steps.incrementAndGet() % 2 == 0
                ? Mono.error(new IllegalStateException("no luck"))
                : throwing());

        await().atMost(PATIENCE).until(() -> steps.get() >= 4);
        await().atMost(PATIENCE).until(() -> metrics.get("dcarbon.loop.failures").functionCounter().count() >= 4);
    }

    @Test
    void tellsThatItStandsStill() {
        start(SHORT, () -> steps.incrementAndGet() < 3 ? Mono.just(true) : Mono.never());

        await().atMost(PATIENCE).until(() -> overdue() >= 1);
        assertThat(steps.get()).isEqualTo(3);
    }

    @Test
    void isNotOverdueWhileItIdles() {
        start(LONG, () -> Mono.just(steps.incrementAndGet() < 0));

        await().atMost(PATIENCE).until(() -> steps.get() == 1);
        assertThat(overdue()).isZero();
    }

    @Test
    void letsTheRunningStepFinishAndTakesNoOther() {
        Sinks.One<Boolean> result = Sinks.one();
        start(SHORT, () -> {
            steps.incrementAndGet();
            return result.asMono();
        });
        await().atMost(PATIENCE).until(() -> steps.get() == 1);
        var stopped = new CountDownLatch(1);

        loop.stop(stopped::countDown);
        assertThat(stopped.getCount()).isOne();
        result.tryEmitValue(true);

        await().atMost(PATIENCE).until(() -> stopped.getCount() == 0);
        assertThat(steps.get()).isOne();
    }

    private void start(Duration idle, Supplier<Mono<Boolean>> step) {
        loop = new BackgroundLoop("test", idle, step);
        loop.bindTo(metrics);
        loop.start();
    }

    private static Mono<Boolean> throwing() {
        throw new IllegalStateException("not even a Mono");
    }

    private double overdue() {
        return metrics.get("dcarbon.loop.overdue.seconds").gauge().value();
    }
}
