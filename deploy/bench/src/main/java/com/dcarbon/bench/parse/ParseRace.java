// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import com.dcarbon.bench.GeneratedFeed;

/** Both readers on the same file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ParseRace {
    static final GeneratedFeed FEED = new GeneratedFeed(3, 365, 1, 0);

    private Path file = Path.of("");

    /** Writes the feed. */
    @Setup
    public void write() throws IOException {
        file = FEED.write(Files.createTempFile("parse", ".xml"));
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    /** The product's parser. */
    @Benchmark
    public long product() throws Exception {
        return FeedReading.sum(file);
    }

    /** JAXB on the JDK's parser. */
    @Benchmark
    public long jaxb() throws Exception {
        return JaxbReader.sum(file);
    }
}
