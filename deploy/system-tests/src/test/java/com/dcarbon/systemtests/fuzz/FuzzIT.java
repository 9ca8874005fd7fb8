// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;
import com.dcarbon.systemtests.fuzz.ApiDocument.Operation;

import tools.jackson.databind.JsonNode;

/**
 * Every call of every service, spoilt at random: no answer is a 5xx, each refusal is a problem that says what to do, and
 * nobody's log tells of an error. {@code -Dfuzz.seed} makes other calls, {@code -Dfuzz.seconds} makes it longer,
 * {@code -Dfuzz.only} is a part of the names of the calls that are looked at.
 */
@Order(Order.DEFAULT + 3)
class FuzzIT {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122L);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 25));
    private static final String ONLY = System.getProperty("fuzz.only", "");
    private static final int CALLERS = 4;

    private final Map<String, String> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

    @Test
    void answersWhateverComesWithWhatToDo() {
        System.out.printf("fuzz: seed %d, %d s; again with -Dfuzz.seed=%d%n", SEED, TIME.toSeconds(), SEED);
        ApiDocument document = document();
        List<Operation> operations = document.operations().stream()
                .filter(operation -> operation.name().contains(ONLY))
                .toList();
        try (World world = new World()) {
            ServiceLogs logs = ServiceLogs.fromNow();
            int rounds = run(operations, new Samples(document, world.known()), world.known());
            world.settle("settled" + SEED % 1_000_000);
            System.out.printf(Locale.ROOT, "fuzz: %d calls, %d rounds, answers %s%n", operations.size(), rounds,
                    new TreeMap<>(statuses));
            assertThat(report()).as("answers, seed %d", SEED).isEmpty();
            assertThat(logs.errors()).as("logs, seed %d", SEED).isEmpty();
            assertThat(statuses.keySet()).as("answers of all kinds").contains(200, 400, 401, 404);
        }
    }

    /** A service writes its document when it is asked for the first time; until then it is missing in the whole. */
    private static ApiDocument document() {
        try (Api nobody = Platform.with(null)) {
            JsonNode whole = Platform.await().until(() -> nobody.get("/openapi").expect(200).json(),
                    document -> !document.has("x-unavailable-services"));
            return new ApiDocument(whole);
        }
    }

    /** Each round calls every operation once; how many rounds there are depends on the time, what they call does not. */
    private int run(List<Operation> operations, Samples samples, Map<String, List<String>> known) {
        RawHttp http = new RawHttp(Platform.gateway());
        List<String> callers = List.of(bearer("owner"), bearer("owner"), bearer("owner"), bearer("admin"),
                bearer("admin"),
                bearer("operator"), "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer x");
        long end = System.nanoTime() + TIME.toNanos();
        AtomicInteger next = new AtomicInteger();
        Runnable calling = () -> {
            while (System.nanoTime() < end) {
                int number = next.getAndIncrement();
                Operation operation = operations.get(number % operations.size());
                int round = number / operations.size();
                var random = new SplittableRandom(SEED * 31 + operation.name().hashCode() * 1_000_003L + round);
                RawRequest request = new SpoiltCall(operation, samples, known, random)
                        .by(callers.get(random.nextInt(callers.size())));
                judge(operation, round, request, http.send(request));
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            Stream.generate(() -> CompletableFuture.runAsync(calling, threads))
                    .limit(CALLERS)
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        return next.get() / operations.size();
    }

    private void judge(Operation operation, int round, RawRequest request, RawAnswer answer) {
        statuses.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        for (String fault : Verdict.on(answer)) {
            String name = operation.name() + ": " + fault;
            times.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
            faults.putIfAbsent(name, "round " + round + "\n  " + request + "\n  -> " + answer.status() + " "
                    + RawRequest.shown(answer.text(), 400));
        }
    }

    private String report() {
        return new TreeMap<>(faults).entrySet()
                .stream()
                .map(fault -> "\n" + fault.getKey() + " (" + times.get(fault.getKey()) + " times), first in "
                        + fault.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String bearer(String user) {
        return "Bearer " + Platform.tokenOf(user);
    }
}
