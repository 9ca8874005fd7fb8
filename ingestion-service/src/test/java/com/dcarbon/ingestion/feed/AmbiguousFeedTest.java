// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import static com.dcarbon.ingestion.espi.FeedFixture.blockContent;
import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.link;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.espi.FeedFixture;

/** Where a feed does not tell what belongs to what, nothing is guessed; where guesses would all be the same, it is taken. */
class AmbiguousFeedTest {
    private static final long START = 1_767_254_400; // 2026-01-01T08:00Z
    private static final String ESPI = " xmlns=\"http://naesb.org/espi\"";
    private static final String TYPE = "https://utility.example/espi/1_1/resource/ReadingType/";

    private static final String POINT = "https://utility.example/espi/1_1/resource/Subscription/7/UsagePoint/1";
    private static final String MINE = POINT + "/MeterReading/m";
    private static final String ABSENT = POINT + "/MeterReading/99";

    @TempDir
    private Path directory;

    private record Feed(String what, FeedFixture xml, String stored) {}

    private static Stream<Feed> feeds() {
        return Stream.of(
                new Feed("two series in a row, then their blocks, without links",
                        bare("point reading reading delivered received 5 6"), "{untied_block=2}"),
                new Feed("two series in a row that cannot be told apart by anything",
                        bare("point reading reading delivered 5 6"), "DELIVERED 900[5, 6] {}"),
                new Feed("each series before its blocks", bare("point reading delivered 5 reading received 6"),
                        "DELIVERED 900[5] RECEIVED 900[6] {}"),
                new Feed("reading types in a row, more meter readings than types",
                        bare("point delivered received reading 5 reading 6 reading 7"), "{no_reading_type=3}"),
                new Feed("reading types in a row and no meter reading", bare("point delivered received 5 6"),
                        "{no_reading_type=2}"),
                new Feed("a reading type before each block and no meter reading",
                        bare("point delivered 5 received 6"), "DELIVERED 900[5] RECEIVED 900[6] {}"),
                new Feed("usage points in a row, as many meter readings",
                        bare("point point delivered reading 5 reading 6"), "DELIVERED 900[5] DELIVERED 900[6] {}"),
                new Feed("usage points in a row, more meter readings",
                        bare("point point delivered reading 5 reading 6 reading 7"), "{untied_block=3}"),
                new Feed("usage points in a row, and one behind, as many meter readings",
                        bare("point point delivered reading 5 reading 6 reading 7 point"), "{untied_block=3}"),
                new Feed("a usage point before its meter readings",
                        bare("point delivered reading 5 reading 6 point reading 7"),
                        "DELIVERED 900[5, 6] DELIVERED 900[7] {}"),
                new Feed("links to reading types that mean different things", twoTypes(1, 19),
                        "{no_reading_type=1}"),
                new Feed("links to reading types that mean the same", twoTypes(1, 1), "DELIVERED 900[5] {}"),
                new Feed("a usage point of another subscription", feed().usagePoint("1")
                        .raw(other(feed().usagePoint("1"), 9)).readingType("t", 1, 0).meterReading("1", "m", "t")
                        .block("1", "m", "b", START, 900, 5).raw(other(feed().meterReading("1", "m", "t"), 8))
                        .raw(other(feed().block("1", "m", "b", START, 900, 6), 8)),
                        "DELIVERED 900[5] DELIVERED 900[6] {}"),
                new Feed("a meter reading of another subscription", feed().usagePoint("1").readingType("t", 1, 0)
                        .meterReading("1", "m", "t").block("1", "m", "b", START, 900, 5)
                        .raw(other(feed().block("1", "m", "b", START, 900, 6), 8)),
                        "DELIVERED 900[5] {untied_block=1}"),
                new Feed("a usage point that only its path names beside gas",
                        feed().usagePoint("2", "<ServiceCategory><kind>1</kind></ServiceCategory>")
                                .readingType("t", 1, 0).meterReading("1", "m", "t")
                                .block("1", "m", "b", START, 900, 5),
                        "DELIVERED 900[5] {}"),
                new Feed("a block of an absent meter reading, where others are tied by related links",
                        feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t")
                                .entry(link("related", MINE), blockContent(START, 900, 5))
                                .entry(link("up", ABSENT + "/IntervalBlock"), blockContent(START, 900, 6)),
                        "DELIVERED 900[5] {untied_block=1}"),
                new Feed("a related link to an absent meter reading", feed().usagePoint("1").readingType("t", 1, 0)
                        .meterReading("1", "m", "t").block("1", "m", "b", START, 900, 5)
                        .entry(link("related", ABSENT), blockContent(START, 900, 6)),
                        "DELIVERED 900[5] {untied_block=1}"),
                new Feed("meter readings that are known by their blocks alone", feed().usagePoint("1")
                        .readingType("t", 1, 0).entry(link("up", MINE.replace("/m", "")) + link("related", TYPE + "t")
                                + link("related", MINE + "/IntervalBlock"), "<MeterReading" + ESPI + "/>")
                        .block("1", "m", "b", START, 900, 5)
                        .entry(link("up", ABSENT + "/IntervalBlock"), blockContent(START, 900, 6)),
                        "DELIVERED 900[5] {untied_block=1}"),
                new Feed("links that tell nothing but the resource itself", opaque(),
                        "DELIVERED 900[5] RECEIVED 900[6] {}"),
                new Feed("resources that each page repeats", feed().usagePoint("1").meterReading("1", "m", "t")
                        .block("1", "m", "b", START, 900, 5)
                        .raw("</feed>" + feed().block("1", "m", "c", START + 900, 900, 6).readingType("t", 1, 0)
                                .usagePoint("1").meterReading("1", "m", "t").xml().replace("</feed>", "")),
                        "DELIVERED 900[5, 6] {}"),
                new Feed("different series under one id, then their blocks", namesakes(false), "{untied_block=2}"),
                new Feed("different series under one id, each before its blocks", namesakes(true),
                        "DELIVERED 900[5] RECEIVED 900[6] {}"));
    }

    /** The entries of that feed as those of another subscription. */
    private static String other(FeedFixture feed, int subscription) {
        String xml = feed.xml().replace("Subscription/7", "Subscription/" + subscription);
        return xml.substring(xml.indexOf("<entry>"), xml.lastIndexOf("</entry>") + "</entry>".length());
    }

    private static FeedFixture opaque() {
        return feed().entry(link("self", "/r/2"), "<UsagePoint" + ESPI + "/>")
                .entry(link("self", "/r/4"), "<UsagePoint" + ESPI + "/>")
                .entry(link("self", "/r/6"), type(1)).entry(link("self", "/r/7"), type(19))
                .entry(link("self", "/r/8") + link("related", "/r/4") + link("related", "/r/7"),
                        "<MeterReading" + ESPI + "/>")
                .entry(link("self", "/r/9") + link("related", "/r/2") + link("related", "/r/6"),
                        "<MeterReading" + ESPI + "/>")
                .entry(link("up", "/r/9"), blockContent(START, 900, 5))
                .entry(link("up", "/r/8"), blockContent(START, 900, 6));
    }

    /** Of resources without links, one word for each; a number is a block of one reading, a quarter hour after the last. */
    private static FeedFixture bare(String words) {
        FeedFixture feed = feed();
        long start = START;
        for (String word : words.split(" ", -1)) {
            switch (word) {
                case "point" -> feed.entry("", "<UsagePoint" + ESPI + "/>");
                case "reading" -> feed.entry("", "<MeterReading" + ESPI + "/>");
                case "delivered" -> feed.entry("", type(1));
                case "received" -> feed.entry("", type(19));
                default -> {
                    feed.entry("", blockContent(start, 900, Long.parseLong(word)));
                    start += 900;
                }
            }
        }
        return feed;
    }

    private static String type(int flow) {
        return "<ReadingType" + ESPI + "><flowDirection>" + flow + "</flowDirection><uom>72</uom></ReadingType>";
    }

    private static FeedFixture twoTypes(int one, int other) {
        return feed().usagePoint("1").readingType("a", one, 0).readingType("b", other, 0)
                .entry(link("self", "/UsagePoint/1/MeterReading/m") + link("related", TYPE + "a")
                        + link("related", TYPE + "b"), "<MeterReading" + ESPI + "/>")
                .entry(link("up", "/UsagePoint/1/MeterReading/m/IntervalBlock"), blockContent(START, 900, 5));
    }

    private static FeedFixture namesakes(boolean eachBeforeItsBlock) {
        FeedFixture feed = feed().usagePoint("1").readingType("a", 1, 0).readingType("b", 19, 0)
                .meterReading("1", "m", "a");
        return eachBeforeItsBlock
                ? feed.block("1", "m", "x", START, 900, 5).meterReading("1", "m", "b")
                        .block("1", "m", "y", START + 900, 900, 6)
                : feed.meterReading("1", "m", "b").block("1", "m", "x", START, 900, 5)
                        .block("1", "m", "y", START + 900, 900, 6);
    }

    @TestFactory
    Stream<DynamicTest> isNotGuessed() {
        return feeds().map(feed -> DynamicTest.dynamicTest(feed.what(),
                () -> assertThat(StoredText.of(directory, feed.xml().xml())).isEqualTo(feed.stored())));
    }
}
