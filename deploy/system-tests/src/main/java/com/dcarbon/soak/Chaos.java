// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Progress;
import com.dcarbon.soak.Plan.Step;
import com.dcarbon.soak.Plan.Visit;
import com.dcarbon.soak.truth.Comparison;
import com.dcarbon.soak.truth.Customer;
import com.dcarbon.soak.truth.KafkaLog;
import com.dcarbon.soak.truth.Redelivery;
import com.dcarbon.soak.truth.Rest;

/** Carries out a plan on a running stack, waits until all is at rest, and compares. */
public final class Chaos {
    /** Between two crashes; what a crash broke must be well again by then. */
    private static final Duration APART = Duration.ofSeconds(15);
    private static final Duration PROGRESS = Duration.ofSeconds(60);
    // As long as the longest lease: that of a mail in the hands of a process that died.
    private static final Duration REST = Duration.ofSeconds(180);

    private final LocalStack stack;
    private final Plan plan;
    private final Progress progress;
    private final KafkaLog log;
    private final Random random;

    public Chaos(LocalStack stack, Plan plan, Progress progress) {
        this.stack = stack;
        this.plan = plan;
        this.progress = progress;
        this.log = new KafkaLog(stack.bootstrapServers());
        this.random = new Random(plan.seed());
    }

    /** @throws IllegalStateException if the platform does not go on or does not come to rest */
    public Comparison.Verdict run() {
        plan.lines().forEach(progress::say);
        stack.add(plan.replicas());
        PlanClock clock = new PlanClock();
        List<Customer> customers = new ArrayList<>();
        List<String> renamings;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
                Renaming renaming = new Renaming(stack)) {
            List<Future<Customer>> visits = plan.visits().stream().map(visit -> people.submit(() -> walk(visit, clock)))
                    .toList();
            carryOut(clock);
            visits.forEach(visit -> customers.add(await(visit)));
            renaming.close();
            renamings = renaming.acknowledged();
        }
        awaitRest();
        Comparison.Verdict verdict = Comparison.of(stack, customers, renamings);
        progress.say("compared %d customers and %d renamings".formatted(customers.size(), renamings.size()));
        return verdict;
    }

    private void carryOut(PlanClock clock) {
        try (Troubles troubles = new Troubles(stack)) {
            carryOut(clock, troubles);
        }
    }

    private void carryOut(PlanClock clock, Troubles troubles) {
        for (Step step : plan.steps()) {
            clock.await(step.at());
            progress.say(Plan.line(step));
            switch (step) {
                case Step.Kill kill -> kill(kill, clock);
                case Step.Trouble trouble -> troubles.begin(trouble);
                case Step.Redeliver _ -> progress.say("sent %d events again, shuffled"
                        .formatted(new Redelivery(stack.bootstrapServers(), random).sendAllAgain()));
            }
        }
    }

    private void kill(Step.Kill kill, PlanClock clock) {
        long before = log.published();
        Instant killed = Instant.now();
        stack.kill(kill.part());
        Pause.of(kill.down());
        clock.stop();
        stack.restart(kill.part());
        long after = Insistence.until("progress after the end of " + kill.part(), PROGRESS, log::published,
                now -> now > before);
        progress.say("it goes on: %d events more".formatted(after - before));
        waitUntil(killed.plus(APART).minus(Plan.CALM));
        clock.go();
    }

    private Customer walk(Visit visit, PlanClock clock) {
        clock.await(visit.at());
        progress.say("%s authorizes %s as \"%s\"".formatted(visit.user(), visit.utility(), visit.login()));
        Customer customer = new Visitor(stack, visit).walk();
        progress.say("%s: %s".formatted(customer, customer.attempts()));
        return customer;
    }

    private void awaitRest() {
        progress.say("waiting until nothing moves");
        List<String> moving = new Rest(stack, progress).await(REST);
        if (!moving.isEmpty()) {
            progress.say("still moving: " + moving);
        }
    }

    private static Customer await(Future<Customer> visit) {
        try {
            return visit.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void waitUntil(Instant time) {
        Duration left = Duration.between(Instant.now(), time);
        if (left.isPositive()) {
            Pause.of(left);
        }
    }
}
