// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that was thinned while it came is read as if it were whole. */
class ThinDocumentTest {
    private static final String URL = "https://utility.example/espi/1_1/resource/Batch/Subscription/7";
    private static final long START = 1_767_254_400;
    private static final int DOCUMENTS = 300;

    @TempDir
    private Path directory;

    @Test
    void readsRandomDocumentsAsTheyCame() {
        int readings = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String xml = feedWith(new RandomBlock(new Random(i)).xml());
            byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);

            List<String> found = read(thin(bytes));

            assertThat(found).as(xml).isEqualTo(read(whole(bytes)));
            readings += found.size() - 1;
        }
        assertThat(readings).isGreaterThan(DOCUMENTS);
    }

    @Test
    void readsRunsLongerThanAnyBufferAndReadingsThatMakeNone() {
        var random = new Random(3);
        var readings = new StringBuilder("<IntervalBlock>");
        for (int i = 0; i < 40_000; i++) {
            boolean alone = i > 20_000 && random.nextInt(3) == 0;
            readings.append(FeedFixture.reading(alone ? "<ReadingQuality><quality>8</quality></ReadingQuality>" : "",
                    START + i * 900L, alone ? 300 : 900, Long.toString(random.nextLong(1_000_000) - 500)));
        }
        byte[] xml = feedWith(readings + "</IntervalBlock>").getBytes(StandardCharsets.UTF_8);

        List<String> found = read(thin(xml));

        assertThat(found).hasSize(40_001).isEqualTo(read(whole(xml)));
    }

    @Test
    void leavesEncodingsThatAreNotLikeAsciiAsTheyAre() {
        byte[] xml = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                + FeedFixture.simple(1, START, 900, 1, 2, 3).xml()).getBytes(StandardCharsets.UTF_16);

        assertThat(read(thin(xml))).hasSize(4).isEqualTo(read(whole(xml)));
    }

    @Test
    void takesMuchLessRoom() throws Exception {
        byte[] xml = FeedFixture.blockContent(START, 900, new long[10_000]).getBytes(StandardCharsets.UTF_8);

        ThinDocument thin = thin(xml);

        assertThat(thin.size()).isEqualTo(xml.length);
        assertThat(Files.size(thin.xml()) + Files.size(thin.readings())).isLessThan(xml.length / 10L);
    }

    @Test
    void noticesReadingsThatAreGone() throws Exception {
        FeedFixture whole = FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1, 2, 3);
        ThinDocument thin = thin(whole.xml().getBytes(StandardCharsets.UTF_8));
        Files.write(thin.readings(), new byte[0]);

        var feed = new EspiFeed();
        feed.add(thin);
        assertThatThrownBy(() -> feed.read((series, reading) -> {})).isInstanceOf(EOFException.class);
    }

    private static String feedWith(String block) {
        String declared = block.replaceFirst("IntervalBlock>",
                "IntervalBlock xmlns='http://naesb.org/espi' xmlns:espi='http://naesb.org/espi'>");
        FeedFixture feed = FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t");
        return feed.entry(feed.blockLinks("1", "m", "b"), declared).xml();
    }

    private ThinDocument thin(byte[] xml) {
        try {
            Path folder = Files.createTempDirectory(directory, "thin");
            return ThinDocument.of(URL, new ByteArrayInputStream(xml), folder.resolve("xml"),
                    folder.resolve("readings"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpooledDocument whole(byte[] xml) {
        try {
            return new SpooledDocument(URL, Files.write(Files.createTempFile(directory, "whole", ".xml"), xml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is handed on, and in the end how it ended. */
    private static List<String> read(FeedDocument document) {
        List<String> seen = new ArrayList<>();
        try {
            var feed = new EspiFeed();
            feed.add(document);
            FeedReport report = feed.read((series, reading) -> seen.add(series.direction() + " " + reading));
            seen.add(report.refusals() + " " + report.codes() + " " + report.series().stream()
                    .map(EnergySeries::total).toList());
        } catch (MalformedFeedException e) {
            seen.add(String.valueOf(e.getMessage()).replaceAll(", column \\d+", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }
}
