// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.source.SeriesChoice;
import com.dcarbon.ingestion.source.Slice;
import com.dcarbon.ingestion.source.SortedReadings;
import com.dcarbon.ingestion.source.SpoolFolder;

/** A feed many times larger than the memory: read in a process of its own with a small heap. */
class LargeFeedTest {
    private static final int BLOCKS = 9_000;
    private static final int PER_BLOCK = 96;
    private static final long START = 1_767_254_400;

    @TempDir
    private Path directory;

    @Test
    void readsAFeedManyTimesLargerThanItsHeap() throws Exception {
        Path file = directory.resolve("large.xml");
        write(file);
        assertThat(Files.size(file)).isGreaterThan(100_000_000);

        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Child.class.getName(),
                file.toString(), directory.toString()).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).isEqualTo(BLOCKS * PER_BLOCK + " readings in order");
    }

    /** Newest day first, so that sorting has something to do. */
    private static void write(Path file) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String frame = FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t").xml();
            out.write(frame.replace("</feed>", ""));
            for (int day = BLOCKS - 1; day >= 0; day--) {
                long[] values = new long[PER_BLOCK];
                Arrays.fill(values, day);
                String block = FeedFixture.feed()
                        .block("1", "m", "b" + day, START + day * 86_400L, 900,
                                values)
                        .xml();
                out.write(block.substring(block.indexOf("<entry>"), block.indexOf("</feed>")));
            }
            out.write("</feed>");
        }
    }

    /** The program with the small heap. */
    static final class Child {
        public static void main(String[] arguments) throws Exception {
            var feed = new EspiFeed();
            feed.add(new SpooledDocument("https://utility.example/x", Path.of(arguments[0])));
            try (SpoolFolder folder = SpoolFolder.in(Path.of(arguments[1]), Instant.now())) {
                var spool = new ReadingSpool(folder);
                feed.read((series, reading) -> spool.add(series.point(), series.direction(), series.index(), reading));
                try (SortedReadings sorted = spool.sorted(SeriesChoice.ALL)) {
                    System.out.println(countInOrder(sorted) + " readings in order");
                }
            }
        }

        private static long countInOrder(SortedReadings sorted) throws Exception {
            long count = 0;
            long last = 0;
            for (List<Slice> some = sorted.nextSlices(); !some.isEmpty(); some = sorted.nextSlices()) {
                for (var reading : some.stream().flatMap(slice -> slice.readings().stream()).toList()) {
                    if (reading.start() <= last) {
                        throw new IllegalStateException("out of order");
                    }
                    last = reading.start();
                    count++;
                }
            }
            return count;
        }
    }
}
