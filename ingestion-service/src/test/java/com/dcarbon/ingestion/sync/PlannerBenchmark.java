// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What it costs to plan a facility that is due, among few and among many, and a day of many facilities. Run it with
 * {@code mvn -o -pl ingestion-service test-compile exec:exec@planner-benchmark}.
 */
final class PlannerBenchmark {
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int DUE = 500;
    private static final int ROUNDS = 15;
    private static final int DAY = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PlannerBenchmark() {}

    public static void main(String[] arguments) {
        List<String> providers = Stream.concat(Stream.of("down"),
                IntStream.range(1, 50).mapToObj(number -> "up" + number)).toList();
        try (var few = new PlannerWorld(1, 100, providers); var many = new PlannerWorld(1, 100, providers)) {
            prepare(few, FEW, providers);
            prepare(many, MANY, providers);
            double[] ofFew = new double[ROUNDS];
            double[] ofMany = new double[ROUNDS];
            for (int round = -3; round < ROUNDS; round++) {
                double oneOfFew = round(few);
                double oneOfMany = round(many);
                if (round >= 0) {
                    ofFew[round] = oneOfFew;
                    ofMany[round] = oneOfMany;
                }
            }
            double fewer = median(ofFew);
            double more = median(ofMany);
            print("planner, one due facility of %,d".formatted(FEW), "%.0f us".formatted(fewer));
            print("planner, one due facility of %,d".formatted(MANY), "%.0f us".formatted(more));
            print("ratio (at most 1.2)", "%.2f".formatted(more / fewer));
        }
        day(providers);
        System.exit(0);
    }

    private static void prepare(PlannerWorld world, int facilities, List<String> providers) {
        world.facilities(facilities, providers, world.clock.instant().plus(Duration.ofDays(1)));
        for (String table : List.of("sync_plans", "meters", "meter_series", "import_jobs")) {
            world.execute("analyze " + table, Map.of());
        }
    }

    /** Microseconds for each facility that was due. */
    private static double round(PlannerWorld world) {
        world.execute("delete from import_jobs", Map.of());
        world.execute("""
                update sync_plans set next_run_at = :due where authorization_id in (
                    select authorization_id from sync_plans order by random() limit :limit)""",
                Map.of("due", world.clock.instant(), "limit", DUE));
        long begin = System.nanoTime();
        int planned = 0;
        int turns;
        do {
            turns = Objects.requireNonNull(world.replica(0).planning().plan().block(PATIENCE));
            planned += turns;
        } while (turns > 0);
        if (planned != DUE) {
            throw new IllegalStateException(planned + " were planned instead of " + DUE);
        }
        return (System.nanoTime() - begin) / 1_000.0 / DUE;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void day(List<String> providers) {
        try (var world = new PlannerWorld(2, 100, providers)) {
            world.facilities(DAY, providers, world.clock.instant());
            var day = new SimulatedDay(world);
            Instant from = day.turns();
            long begin = System.nanoTime();
            day.run(from);
            long imports = world.count("select count(*) from import_jobs");
            long facilities = world.count("select count(distinct authorization_id) from import_jobs");
            print("a day of %,d facilities, 2 planners and workers, 2 %% of them down".formatted(DAY),
                    "%d s".formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
            print("missed", String.valueOf(DAY - facilities));
            print("doubled", String.valueOf(imports - facilities));
            print("done", String.valueOf(world.count("select count(*) from import_jobs where state = 'done'")));
        }
    }

    private static void print(String what, String value) {
        System.out.printf("| %-75s | %12s |%n", what, value);
    }
}
