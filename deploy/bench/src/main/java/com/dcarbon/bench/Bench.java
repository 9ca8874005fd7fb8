// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.dcarbon.bench.ingest.AgainBenchmark;
import com.dcarbon.bench.ingest.HeapBenchmark;
import com.dcarbon.bench.ingest.ImportBenchmark;
import com.dcarbon.bench.parse.ParseBenchmark;
import com.dcarbon.bench.plan.PlannerBenchmark;
import com.dcarbon.bench.read.ExportBenchmark;
import com.dcarbon.bench.read.ReadBenchmark;

/** Runs all benchmarks, or those that are named, prints their table and keeps it. */
public final class Bench {
    private static final List<Benchmark> ALL = List.of(new ParseBenchmark(), new ImportBenchmark(),
            new AgainBenchmark(), new HeapBenchmark(), new PlannerBenchmark(), new ReadBenchmark(),
            new ExportBenchmark());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Benchmark> known = new LinkedHashMap<>();
        ALL.forEach(benchmark -> known.put(benchmark.name(), benchmark));
        List<String> names = arguments.length == 0 ? List.copyOf(known.keySet()) : List.of(arguments);
        if (!known.keySet().containsAll(names)) {
            System.out.println("Benchmarks: " + String.join(" ", known.keySet()));
            System.exit(names.equals(List.of("--list")) ? 0 : 2);
        }
        System.exit(run(names.stream().map(known::get).toList()));
    }

    private static int run(List<Benchmark> chosen) throws IOException {
        List<Measurement> all = new ArrayList<>();
        boolean broken = false;
        try (var stack = new BenchStack()) {
            for (Benchmark benchmark : chosen) {
                broken |= !run(benchmark, stack, all);
            }
        }
        String table = ResultTable.of(all);
        System.out.println("\n" + table);
        Path file = Files.createDirectories(Path.of("target")).resolve("results.txt");
        Files.writeString(file, table);
        System.out.println("Kept in " + file.toAbsolutePath());
        return broken ? 1 : 0;
    }

    private static boolean run(Benchmark benchmark, BenchStack stack, List<Measurement> all) {
        long begin = System.nanoTime();
        try {
            List<Measurement> found = benchmark.run(stack);
            all.addAll(found);
            return true;
        } catch (Exception e) {
            System.out.println(benchmark.name() + " broke off");
            e.printStackTrace(System.out);
            return false;
        } finally {
            System.out.println(
                    benchmark.name() + " took " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        }
    }
}
