// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.GeneratedFeed;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;

/** The same feed again, unchanged and with one reading in a hundred changed, anywhere, against its first import. */
public final class AgainBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int POINTS = 29;
    private static final int DAYS = 365;

    @Override
    public String name() {
        return "again";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        var imports = new Imports(stack);
        ImportBenchmark.warmUp(stack, imports);
        List<Double> first = new ArrayList<>();
        List<Double> same = new ArrayList<>();
        List<Double> changed = new ArrayList<>();
        Path file = stack.directory().resolve("again.xml");
        for (int round = 0; round < ROUNDS; round++) {
            var feed = new GeneratedFeed(POINTS, DAYS, 10_000 * (round + 1), 0);
            var customer = Imports.Customer.fresh();
            feed.write(file);
            first.add(run(stack, imports, customer, 1, file).seconds());
            Imports.Done again = run(stack, imports, customer, 2, file);
            same.add(again.seconds());
            requireUntouched(imports, again);
            feed.changed(1).write(file);
            changed.add(run(stack, imports, customer, 3, file).seconds());
            System.out.printf("round %d: first %.2f s, again %.2f s, changed %.2f s%n", round + 1, first.getLast(),
                    same.getLast(), changed.getLast());
        }
        double base = ImportBenchmark.median(first);
        return List.of(line("the same feed again / first import", ImportBenchmark.median(same), base, 1.0),
                line("with 1 % changed / first import", ImportBenchmark.median(changed), base, 1.5));
    }

    private static Imports.Done run(BenchStack stack, Imports imports, Imports.Customer customer, int attempt,
            Path file)
            throws Exception {
        stack.postgres().settle();
        return imports.run(customer, attempt, file);
    }

    private static void requireUntouched(Imports imports, Imports.Done again) throws Exception {
        long written = imports.number("select count(*) from interval_blocks where job_id = '" + again.job() + "'")
                + imports.number(
                        "select count(*) from interval_block_revisions where replaced_by_job = '" + again.job() + "'");
        if (written > 0) {
            throw new IOException(written + " rows were written although nothing had changed");
        }
    }

    private static Measurement line(String what, double measured, double base, double most) {
        return new Measurement(what, Measurement.seconds(measured), Measurement.seconds(base), measured / base,
                Target.atMost(most));
    }
}
