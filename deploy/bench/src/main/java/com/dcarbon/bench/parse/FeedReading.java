// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.parse;

import java.nio.file.Path;

import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.SpooledDocument;

/** The product's parser alone: from the file to readings that nobody takes. */
public final class FeedReading {
    private long count;
    private long sum;

    private FeedReading() {}

    /** How many seconds it takes for that file. */
    public static double seconds(Path file) throws Exception {
        long begin = System.nanoTime();
        sum(file);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The sum of all values, so that nothing can be left out. */
    static long sum(Path file) throws Exception {
        var reading = new FeedReading();
        var feed = new EspiFeed();
        feed.add(new SpooledDocument("https://utility.example/espi/1_1/resource/Batch/Subscription/7", file));
        feed.read((series, found) -> {
            reading.count++;
            reading.sum += found.value();
        });
        return reading.count == 0 ? -1 : reading.sum;
    }
}
