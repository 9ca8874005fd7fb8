// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

/** A feed read to its end, with its readings in a list, for tests. */
record ReadFeed(FeedReport report, List<Found> readings) {

    record Found(int point, Direction direction, Reading reading) {}

    static ReadFeed of(String xml) throws MalformedFeedException {
        return of("https://utility.example/espi/1_1/resource/Batch/Subscription/7", xml);
    }

    static ReadFeed of(String url, String xml) throws MalformedFeedException {
        try {
            Path file = Files.createTempFile("feed", ".xml");
            try {
                Files.writeString(file, xml);
                return of(new SpooledDocument(url, file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReadFeed of(SpooledDocument... documents) throws IOException, MalformedFeedException {
        var feed = new EspiFeed();
        for (SpooledDocument document : documents) {
            feed.add(document);
        }
        List<Found> found = new ArrayList<>();
        FeedReport report = feed.read(
                (series, reading) -> found.add(new Found(series.point(), series.direction(), reading)));
        return new ReadFeed(report, found);
    }

    List<Reading> of(Direction direction) {
        return readings.stream().filter(found -> found.direction() == direction).map(Found::reading).toList();
    }

    BigDecimal total(Direction direction) {
        return of(direction).stream().map(Reading::wattHours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
