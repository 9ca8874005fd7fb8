// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.parse;

import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.Benchmark;
import com.dcarbon.bench.Measurement;
import com.dcarbon.bench.Target;

/** The parser alone, against JAXB on the JDK's parser. */
public final class ParseBenchmark implements Benchmark {
    private static final double MILLISECONDS = 1_000;

    @Override
    public String name() {
        return "parse";
    }

    @Override
    public List<Measurement> run(BenchStack stack) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(ParseRace.class.getName())
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .jvmArgs("-Xmx256m")
                .verbosity(VerboseMode.SILENT)
                .build()).run();
        double product = milliseconds(results, "product");
        double jaxb = milliseconds(results, "jaxb");
        long readings = ParseRace.FEED.readings();
        return List.of(new Measurement("parse alone / JAXB on the JDK's parser",
                Measurement.perSecond(readings, product / MILLISECONDS, "readings"),
                Measurement.perSecond(readings, jaxb / MILLISECONDS, "readings"), jaxb / product, Target.atLeast(3)));
    }

    private static double milliseconds(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }
}
