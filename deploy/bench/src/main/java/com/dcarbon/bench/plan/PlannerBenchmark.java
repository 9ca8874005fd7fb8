// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.plan;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.DurablePostgres;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;
import com.dcarbon.ingestion.sync.PlannerFigures;
import com.dcarbon.testing.TestPostgres.Database;

/** What a due facility costs the planner among many and among few, and whether a day of many misses or doubles any. */
public final class PlannerBenchmark implements Benchmark {
    private int databases;

    @Override
    public String name() {
        return "planner";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        DurablePostgres postgres = stack.postgres();
        PlannerFigures.Cost cost = PlannerFigures.cost(() -> database(postgres));
        PlannerFigures.Day day = PlannerFigures.day(database(postgres));
        long wrong = day.missed() + day.doubled();
        return List.of(
                new Measurement("planning a due facility, of 100,000 / of 1,000", micros(cost.amongMany()),
                        micros(cost.amongFew()), cost.amongMany() / cost.amongFew(), Target.atMost(1.2)),
                new Measurement("a day of 10,000 facilities, 2 % down: missed and doubled",
                        day.missed() + " and " + day.doubled(),
                        day.done() + " done in " + day.took().toSeconds() + " s",
                        wrong, Target.atMost(0)));
    }

    private Database database(DurablePostgres postgres) {
        try {
            String name = "planner" + databases++;
            postgres.create(name);
            return new Database("localhost", postgres.port(), name, name, name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the planner", e);
        }
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, "%,.0f us", micros);
    }
}
