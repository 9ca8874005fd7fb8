// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.bench.parse.ParseSums;

class GeneratedFeedTest {
    private static final GeneratedFeed FEED = new GeneratedFeed(2, 3, 7, 0);

    @TempDir
    private Path directory;

    @Test
    void hasReadingsAsLongAsRealOnes() throws Exception {
        Path file = FEED.write(directory.resolve("feed.xml"));

        assertThat((double) Files.size(file) / FEED.readings()).isBetween(265.0, 295.0);
        assertThat(FEED.readings()).isEqualTo(2 * 2 * 3 * 96);
    }

    @Test
    void meansTheSameToBothReadersAndToTheRows() throws Exception {
        Path file = FEED.write(directory.resolve("feed.xml"));
        long[] sum = new long[1];
        FEED.visit((point, direction, start, value) -> sum[0] += value);

        assertThat(ParseSums.product(file)).isEqualTo(sum[0]);
        assertThat(ParseSums.jaxb(file)).isEqualTo(sum[0]);
        assertThat(Files.readAllLines(FEED.writeRows(directory.resolve("rows.txt")))).hasSize((int) FEED.readings());
    }

    @Test
    void changesAboutAsMuchAsItIsTold() throws Exception {
        var large = new GeneratedFeed(1, 200, 1, 0);
        long[] sums = new long[2];
        large.visit((point, direction, start, value) -> sums[0] += value);
        large.changed(1).visit((point, direction, start, value) -> sums[1] += value);

        assertThat((double) (sums[1] - sums[0]) / large.readings()).isBetween(0.008, 0.012);
    }
}
