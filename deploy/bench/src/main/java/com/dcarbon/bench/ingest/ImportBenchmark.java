// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.GeneratedFeed;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;
import com.dcarbon.bench.parse.FeedReading;

/**
 * The first import of a feed of two million readings, and what it takes on disk, against COPY of the same readings into
 * indexed rows. Rounds take turns; the median of each side counts.
 */
public final class ImportBenchmark implements Benchmark {
    private static final int ROUNDS = 5;
    private static final int POINTS = 29;
    private static final int DAYS = 365;
    private static final int WARM_UPS = 6;
    private static final int WARM_UP_DAYS = 120;
    private static final String STORED_BYTES = """
            select sum(pg_total_relation_size(inhrelid)) from pg_inherits
             where inhparent = 'interval_blocks'::regclass""";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        var imports = new Imports(stack);
        warmUp(stack, imports);
        long before = imports.number(STORED_BYTES);
        List<Double> imported = new ArrayList<>();
        List<Double> copied = new ArrayList<>();
        List<Double> parsed = new ArrayList<>();
        long rows = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var feed = new GeneratedFeed(POINTS, DAYS, 1_000 * (round + 1), 0);
            Path text = feed.writeRows(stack.directory().resolve("rows.txt"));
            try (var table = new IndexedRows(stack.postgres())) {
                stack.postgres().settle();
                copied.add(table.copy(text));
                rows = table.bytes();
            }
            Files.delete(text);
            Path file = feed.write(stack.directory().resolve("feed.xml"));
            parsed.add(FeedReading.seconds(file));
            stack.postgres().settle();
            imported.add(timed(imports, feed, file));
            Files.delete(file);
            System.out.printf("round %d: import %.2f s, copy %.2f s, parse %.2f s; afterwards the raw archive %.2f s%n",
                    round + 1, imported.getLast(), copied.getLast(), parsed.getLast(), imports.settleArchive());
        }
        double stored = (imports.number(STORED_BYTES) - before) / (double) ROUNDS;
        return lines(new GeneratedFeed(POINTS, DAYS, 0, 0).readings(), median(imported), median(copied), median(parsed),
                stored, rows);
    }

    static void warmUp(BenchStack stack, Imports imports) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            var feed = new GeneratedFeed(POINTS, WARM_UP_DAYS, 100 * (i + 1), 0);
            Path file = feed.write(stack.directory().resolve("warm.xml"));
            FeedReading.seconds(file);
            timed(imports, feed, file);
            imports.settleArchive();
            Files.delete(file);
        }
    }

    private static double timed(Imports imports, GeneratedFeed feed, Path file) throws Exception {
        Imports.Done done = imports.run(Imports.Customer.fresh(), 1, file);
        if (done.readings() != feed.readings()) {
            throw new IOException(done.readings() + " readings were stored of " + feed.readings());
        }
        return done.seconds();
    }

    private static List<Measurement> lines(long readings, double imported, double copied, double parsed, double stored,
            double rows) {
        String speed = Measurement.perSecond(readings, imported, "readings");
        double years = POINTS * 2.0 * DAYS / 365;
        return List.of(
                new Measurement("first import of 2 million readings / COPY as indexed rows", speed,
                        Measurement.perSecond(readings, copied, "readings"), copied / imported, Target.atLeast(1.5)),
                new Measurement("first import / the parser alone", speed,
                        Measurement.perSecond(readings, parsed, "readings"), parsed / imported, Target.atLeast(0.4)),
                new Measurement("disk for a year of quarter hours / as indexed rows",
                        Measurement.mebibytes(stored / years), Measurement.mebibytes(rows / years), stored / rows,
                        Target.atMost(1 / 6.0)));
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
