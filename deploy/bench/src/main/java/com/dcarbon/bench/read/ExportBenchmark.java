// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.IngestionProcess.Memory;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;

/**
 * A million readings as CSV through the gateway into a file, against \copy of the same from the service's own tables and,
 * which is harder, from indexed rows; and what the service holds in its heap meanwhile.
 */
public final class ExportBenchmark implements Benchmark {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 5;
    private static final int DAYS = 5_209;
    private static final int MOST_MEBIBYTES = 32;
    private static final int SKIPPED = 10_000_000;

    @Override
    public String name() {
        return "export";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        StoredMeter large = StoredMeter.of(stack, DAYS, "delivered", "received");
        StoredMeter small = StoredMeter.of(stack, 104, "delivered");
        Path file = stack.directory().resolve("export.csv");
        var exported = new Rounds();
        var blocks = new Rounds();
        var rows = new Rounds();
        try (var calls = new Calls(); Psql psql = Psql.connect(stack)) {
            String url = url(stack, large, "csv");
            for (int i = 0; i < WARM_UP; i++) {
                export(calls, url, file, large);
            }
            for (int i = 0; i < ROUNDS; i++) {
                exported.add(export(calls, url, file, large));
                rows.add(copy(psql, large.fromRows(), file));
                blocks.add(copy(psql, large.fromBlocks(), file));
            }
            Files.delete(file);
            List<Measurement> lines = new ArrayList<>(List.of(
                    line("CSV of a million rows / \\copy of the same", large, exported, blocks),
                    line("CSV of a million rows / \\copy of indexed rows", large, exported, rows)));
            lines.add(heap(stack, calls, large, small, "csv"));
            lines.add(heap(stack, calls, large, small, "xlsx"));
            return lines;
        }
    }

    private static String url(BenchStack stack, StoredMeter meter, String format) throws Exception {
        return stack.gateway().url() + "/intervals/export?format=" + format + "&meter_id=" + meter.id()
                + "&start=2015-01-01&end=2035-01-01";
    }

    private static Measurement line(String what, StoredMeter meter, Rounds ours, Rounds theirs) {
        return new Measurement(what, Measurement.perSecond(meter.rows(), ours.median(), "rows"),
                Measurement.perSecond(meter.rows(), theirs.median(), "rows"), theirs.median() / ours.median(),
                Target.atLeast(0.25));
    }

    private static double export(Calls calls, String url, Path file, StoredMeter meter) throws Exception {
        Calls.Timing timing;
        try (OutputStream out = Files.newOutputStream(file)) {
            timing = calls.get(url, out);
        }
        try (var lines = Files.lines(file)) {
            long found = lines.count() - 1;
            if (found != meter.rows()) {
                throw new IOException(found + " rows came of " + meter.rows());
            }
        }
        return timing.all();
    }

    private static double copy(Psql psql, String select, Path file) throws IOException {
        return psql.run("\\copy (" + select + ") to '" + file + "' csv").all();
    }

    private static Measurement heap(BenchStack stack, Calls calls, StoredMeter large, StoredMeter small, String format)
            throws Exception {
        try (Memory memory = stack.ingestion().memory()) {
            long few = live(memory, calls, url(stack, small, format), 100);
            long many = live(memory, calls, url(stack, large, format), SKIPPED);
            return new Measurement(
                    "live heap amid " + format.toUpperCase(Locale.ROOT) + ", million rows - 10 thousand (MiB)",
                    Measurement.mebibytes(many), Measurement.mebibytes(few), (many - few) / (double) (1 << 20),
                    Target.atMost(MOST_MEBIBYTES));
        }
    }

    /** What is reachable while a reader has stopped in the middle. */
    private static long live(Memory memory, Calls calls, String url, long skipped) throws Exception {
        try (InputStream in = calls.open(url)) {
            in.skipNBytes(skipped);
            long live = memory.live();
            in.readAllBytes();
            return live;
        }
    }
}
