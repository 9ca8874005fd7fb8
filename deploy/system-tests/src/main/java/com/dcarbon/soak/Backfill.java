// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Part;
import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Part.Server;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Progress;
import com.dcarbon.local.service.Service;
import com.dcarbon.soak.Plan.Visit;
import com.dcarbon.soak.truth.Comparison;
import com.dcarbon.soak.truth.Customer;
import com.dcarbon.soak.truth.Databases;
import com.dcarbon.soak.truth.Rest;

/**
 * Two replicas import the history of many facilities at once, of all utilities, while one of the replicas, PostgreSQL and
 * Kafka are killed in turn, 15 seconds apart, whether what was killed before is ready again or not, until nine tenths are
 * imported.
 */
final class Backfill {
    private static final Duration APART = Duration.ofSeconds(15);
    private static final Duration DOWN = Duration.ofSeconds(1);
    private static final Duration WORKING = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration BACK = Duration.ofMinutes(15);
    private static final Duration LIMIT = Duration.ofMinutes(60);
    // As long as a lease that a dead worker left, and an attempt after it.
    private static final Duration REST = Duration.ofMinutes(5);
    // So that the imports outlast the kills.
    /** Of ten imports, nine are to end while their workers die. */
    private static final int MANY = 10;
    private static final String DELAY = "3s";
    private static final int AT_ONCE = 6;
    private static final List<String> USERS = List.of("owner", "operator", "home");
    private static final List<Part> TURN = List.of(Replica.first(Service.INGESTION), Server.POSTGRES, Server.KAFKA,
            Replica.second(Service.INGESTION), Server.POSTGRES, Server.KAFKA);

    private final LocalStack stack;
    private final long seed;
    private final int facilities;
    private final Progress progress;
    private final Databases databases;
    /** Since when what was killed is back; {@link Instant#MAX} while it is not. */
    private final Map<Part, Instant> well = new ConcurrentHashMap<>();

    Backfill(LocalStack stack, long seed, int facilities, Progress progress) {
        this.stack = stack;
        this.seed = seed;
        this.facilities = facilities;
        this.progress = progress;
        this.databases = new Databases(stack);
    }

    /** @throws IllegalStateException if the imports do not come to their end */
    Comparison.Verdict run() {
        List<Replica> replicas = List.of(Replica.first(Service.INGESTION), Replica.second(Service.INGESTION));
        stack.add(replicas);
        replicas.forEach(stack::kill);
        List<Customer> customers = authorizeAll();
        try (Utilities utilities = new Utilities(stack)) {
            List<Utilities.Failing> slow = utilities.slow(DELAY);
            together(replicas.stream().map(replica -> done(() -> stack.restart(replica))).toList());
            Insistence.until("the first import", BACK, () -> count("readings_stored > 0 or state = 'running'"),
                    begun -> begun > 0);
            killInTurn();
            slow.forEach(utilities::recover);
        }
        List<String> moving = new Rest(stack, progress).await(REST);
        progress.say(moving.isEmpty() ? "all is at rest" : "still moving: " + moving);
        return Comparison.of(stack, customers, List.of());
    }

    // While nobody imports, so that all of it is there at once.
    private List<Customer> authorizeAll() {
        return together(IntStream.range(0, facilities).mapToObj(this::visit)
                .map(visit -> (Callable<Customer>) () -> walk(visit)).toList());
    }

    private Visit visit(int number) {
        return new Visit(Duration.ZERO, USERS.get(number % USERS.size()), Utilities.ALL.get(number % 4),
                "backfill-%d-%s".formatted(seed, number % 10 == 3 ? number : number + "-few"));
    }

    private Customer walk(Visit visit) {
        Customer customer = new Visitor(stack, visit).walk();
        progress.say(customer + ": " + customer.attempts());
        return customer;
    }

    private void killInTurn() {
        Instant end = Instant.now().plus(LIMIT);
        try (ExecutorService doctors = Executors.newVirtualThreadPerTaskExecutor()) {
            int turn = 0;
            for (int kill = 0; kill < TURN.size() / 2 || !isDone(); kill++) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("%d imports are not done within %d min".formatted(
                            facilities - imported(), LIMIT.toMinutes()));
                }
                turn = nextTurn(turn);
                Part victim = TURN.get(turn++ % TURN.size());
                progress.say("kill -9 %s; %d of %d imported, %d under way".formatted(victim, imported(), facilities,
                        count("state = 'running'")));
                well.put(victim, Instant.MAX);
                stack.kill(victim);
                doctors.execute(() -> bringBack(victim));
                Pause.of(APART);
            }
        }
        progress.say("%d of %d imported; the rest in peace".formatted(imported(), facilities));
    }

    // Nobody dies who has only just come back: where a start takes minutes, nothing else would ever happen.
    private int nextTurn(int from) {
        for (int turn = from;; turn++) {
            Instant since = well.getOrDefault(TURN.get(turn % TURN.size()), Instant.MIN);
            if (!since.equals(Instant.MAX) && Instant.now().isAfter(since.equals(Instant.MIN)
                    ? since
                    : since.plus(WORKING))) {
                return turn;
            }
            Pause.of(LOOK);
        }
    }

    // A process that starts while what it needs is away may give up, as its supervisor then does not.
    private void bringBack(Part part) {
        Pause.of(DOWN);
        Insistence.until("the return of " + part, BACK, () -> {
            stack.restart(part);
            return true;
        }, back -> back);
        well.put(part, Instant.now());
    }

    // What takes longer than its worker ever lives comes to its end when the killing does.
    private boolean isDone() {
        return imported() * MANY >= facilities * (MANY - 1L);
    }

    private long imported() {
        return count("kind = 'historical' and state = 'done'");
    }

    private long count(String condition) {
        return Insistence.until("an answer of the database", BACK,
                () -> databases.query(Service.INGESTION, "select id from import_jobs where " + condition).size(),
                _ -> true);
    }

    private static <T> List<T> together(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<T>> running = tasks.stream().map(threads::submit).toList();
            running.forEach(each -> results.add(await(each)));
        }
        return results;
    }

    private static Callable<Boolean> done(Runnable task) {
        return Executors.callable(task, true);
    }

    private static <T> T await(Future<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
