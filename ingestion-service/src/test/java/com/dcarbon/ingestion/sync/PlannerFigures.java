// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.dcarbon.testing.TestPostgres.Database;

/** What it costs to plan a facility that is due, among few and among many, and what becomes of a day of many. */
public final class PlannerFigures {
    public static final int FEW = 1_000;
    public static final int MANY = 100_000;
    public static final int DAY = 10_000;

    private static final int DUE = 500;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** One in fifty is down. */
    private static final List<String> PROVIDERS = Stream.concat(Stream.of("down"),
            IntStream.range(1, 50).mapToObj(number -> "up" + number)).toList();

    private PlannerFigures() {}

    /**
     * Microseconds for each facility that is due; medians of rounds that alternate.
     *
     * @param amongFew where there are {@value #FEW}
     * @param amongMany where there are {@value #MANY}
     */
    public record Cost(double amongFew, double amongMany) {}

    /**
     * A day of {@value #DAY} facilities with two planners and two workers, of which one in fifty has a provider that never
     * answers.
     *
     * @param missed how many had no turn
     * @param doubled how many imports there were beyond one for each
     * @param done how many imports are done
     */
    public record Day(long missed, long doubled, long done, Duration took) {}

    /** @param databases an empty one each time */
    public static Cost cost(Supplier<Database> databases) {
        try (var few = new PlannerWorld(databases.get(), 1, 100, PROVIDERS);
                var many = new PlannerWorld(databases.get(), 1, 100, PROVIDERS)) {
            prepare(few, FEW);
            prepare(many, MANY);
            double[] ofFew = new double[ROUNDS];
            double[] ofMany = new double[ROUNDS];
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                // the former rounds are overwritten
                ofFew[round % ROUNDS] = round(few);
                ofMany[round % ROUNDS] = round(many);
            }
            return new Cost(median(ofFew), median(ofMany));
        }
    }

    private static void prepare(PlannerWorld world, int facilities) {
        world.facilities(facilities, PROVIDERS, world.clock.instant().plus(Duration.ofDays(1)));
        for (String table : List.of("sync_plans", "meters", "meter_series", "import_jobs")) {
            world.execute("analyze " + table, Map.of());
        }
    }

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

    /** @param database an empty one */
    public static Day day(Database database) {
        try (var world = new PlannerWorld(database, 2, 100, PROVIDERS)) {
            world.facilities(DAY, PROVIDERS, world.clock.instant());
            var day = new SimulatedDay(world);
            Instant from = day.turns();
            long begin = System.nanoTime();
            day.run(from);
            long imports = world.count("select count(*) from import_jobs");
            long facilities = world.count("select count(distinct authorization_id) from import_jobs");
            return new Day(DAY - facilities, imports - facilities,
                    world.count("select count(*) from import_jobs where state = 'done'"),
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
