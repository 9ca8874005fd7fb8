// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.Slice;

/** Whatever a feed's shape: each energy that it tells is there once, and nothing else is. */
class RandomFeedTest {
    private static final long SEED = Long.getLong("feed.seed", 1);
    private static final int FEEDS = Integer.getInteger("feed.count", 300);

    @TempDir
    private Path directory;

    @Test
    void holdsWhatItTells() throws Exception {
        for (long seed = SEED; seed < SEED + FEEDS; seed++) {
            var feed = new RandomFeed(seed);

            Map<String, BigDecimal> found = StoredText.imported(directory, feed.xml(), RandomFeedTest::energies);

            assertThat(found).as("seed " + seed).isEqualTo(feed.truth());
        }
    }

    private static Map<String, BigDecimal> energies(MeterData data) throws Exception {
        assertThat(data.notUnderstood()).isEmpty();
        Map<String, BigDecimal> found = new TreeMap<>();
        for (Slice slice : StoredText.slices(data)) {
            String series = data.meters().get(slice.meter()).usagePointId() + " " + flow(slice.direction()) + " ";
            for (IntervalBlock block : StoredText.blocks(slice)) {
                for (Reading reading : block.readings()) {
                    found.put(series + reading.start() + " " + reading.seconds(), reading.wattHours());
                }
            }
        }
        return found;
    }

    private static int flow(Direction direction) {
        return switch (direction) {
            case DELIVERED -> 1;
            case RECEIVED -> 19;
            case NET -> 4;
            case GENERATED -> throw new AssertionError("no feed tells it");
        };
    }
}
