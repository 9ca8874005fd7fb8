// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.GeneratedFeed;
import com.dcarbon.bench.IngestionProcess;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;

/** What the service holds in its heap while it imports a small feed and a huge one: the most seen after collections. */
public final class HeapBenchmark implements Benchmark {
    private static final int SMALL_IMPORTS = 20;
    private static final int MOST_MEBIBYTES = 32;
    private static final long EVERY_MS = 250;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        var imports = new Imports(stack);
        Path file = stack.directory().resolve("heap.xml");
        // Whatever the first imports load and keep belongs to neither side.
        new GeneratedFeed(10, 90, 100_000, 0).write(file);
        imports.run(Imports.Customer.fresh(), 1, file);
        new GeneratedFeed(1, 53, 100_100, 0).write(file);
        var customer = Imports.Customer.fresh();
        long small = most(stack.ingestion(), () -> {
            for (int i = 0; i < SMALL_IMPORTS; i++) {
                imports.run(customer, i + 1, file);
            }
            return true;
        });
        new GeneratedFeed(143, 365, 100_200, 0).write(file);
        long large = most(stack.ingestion(), () -> {
            imports.run(Imports.Customer.fresh(), 1, file);
            return true;
        });
        Files.delete(file);
        return List.of(new Measurement("live heap, 10 million readings - 10 thousand (MiB)",
                Measurement.mebibytes(large), Measurement.mebibytes(small), (large - small) / (double) (1 << 20),
                Target.atMost(MOST_MEBIBYTES)));
    }

    private static long most(IngestionProcess service, Callable<Boolean> work) throws Exception {
        long most = 0;
        try (IngestionProcess.Memory memory = service.memory();
                ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<Boolean> done = worker.submit(work);
            while (!done.isDone()) {
                most = Math.max(most, memory.live());
                Thread.sleep(EVERY_MS);
            }
            done.get();
        }
        return most;
    }
}
