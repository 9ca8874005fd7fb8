// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;

/**
 * A year of quarter hours through the gateway, as JSON and summed, against psql: on the service's own tables, and, which
 * is harder, on indexed rows. Rounds take turns; the median of each side counts.
 */
public final class ReadBenchmark implements Benchmark {
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 15;
    private static final int DAYS = 365;
    private static final String PERIOD = "&start=2015-01-01&end=2016-01-01";

    private final Rounds whole = new Rounds();
    private final Rounds firstByte = new Rounds();
    private final Rounds days = new Rounds();
    private final Rounds months = new Rounds();
    private final Rounds blocks = new Rounds();
    private final Rounds rows = new Rounds();
    private final Rounds blocksFirst = new Rounds();
    private final Rounds rowsFirst = new Rounds();
    private final Rounds psqlDays = new Rounds();

    @Override
    public String name() {
        return "read";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        StoredMeter meter = StoredMeter.of(stack, DAYS, "delivered");
        String url = stack.gateway().url() + "/intervals?limit=50000&meter_id=" + meter.id() + PERIOD;
        try (var calls = new Calls(); Psql psql = Psql.connect(stack); Psql fetching = Psql.connect(stack)) {
            fetching.run("\\set FETCH_COUNT 1000");
            for (int i = 0; i < WARM_UP; i++) {
                check(calls, url, meter);
                summed(calls, url);
            }
            for (int i = 0; i < ROUNDS; i++) {
                Calls.Timing call = check(calls, url, meter);
                System.out.printf("round %d: first byte %.1f ms, all %.1f ms%n", i + 1, 1000 * call.first(),
                        1000 * call.all());
                whole.add(call.all());
                firstByte.add(call.first());
                blocks.add(psql.run(meter.fromBlocks() + ";").all());
                rows.add(psql.run(meter.fromRows() + ";").all());
                blocksFirst.add(fetching.run(meter.fromBlocks() + ";").first());
                rowsFirst.add(fetching.run(meter.fromRows() + ";").first());
                summed(calls, url);
                psqlDays.add(psql.run("select date_trunc('day', start_at, 'America/Los_Angeles'), direction, sum(wh), "
                        + "bool_or(estimated) from readings where meter_id = '" + meter.id()
                        + "' group by 1, 2 order by 1, 2;").all());
            }
        }
        return lines();
    }

    private void summed(Calls calls, String url) throws IOException, InterruptedException {
        days.add(calls.get(url + "&resolution=day", new ByteArrayOutputStream()).all());
        months.add(calls.get(url + "&resolution=month", new ByteArrayOutputStream()).all());
    }

    private static Calls.Timing check(Calls calls, String url, StoredMeter meter)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        Calls.Timing timing = calls.get(url, body);
        String text = body.toString(StandardCharsets.UTF_8);
        long items = text.split("\"start\"", -1).length - 1;
        if (items != meter.rows() || !text.endsWith("\"next_cursor\":null}")) {
            throw new IOException(items + " intervals came of " + meter.rows());
        }
        return timing;
    }

    private List<Measurement> lines() {
        return List.of(
                line("GET /intervals of a year / the same select in psql", whole, blocks, 3),
                line("GET /intervals of a year / psql on indexed rows", whole, rows, 3),
                line("first byte of it / psql's with FETCH_COUNT", firstByte, blocksFirst, 2),
                line("first byte of it / psql's on indexed rows", firstByte, rowsFirst, 2),
                line("a year by day / group by in psql on indexed rows", days, psqlDays, 3),
                line("a year by month / the same by day", months, psqlDays, 3));
    }

    private static Measurement line(String what, Rounds ours, Rounds theirs, double bound) {
        return new Measurement(what, millis(ours), millis(theirs), ours.median() / theirs.median(),
                Target.atMost(bound));
    }

    private static String millis(Rounds rounds) {
        return String.format(Locale.ROOT, "%.1f ms", 1000 * rounds.median());
    }
}
