// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.ingestion.interval.rules.Direction;

/** Whatever a document looks like, the fast lane changes nothing of what is read of it. */
class ReadingLaneTest {
    private static final int DOCUMENTS = 400;

    @TestFactory
    Stream<DynamicTest> readsRandomDocumentsAsTheParserAloneDoes() {
        return IntStream.range(0, DOCUMENTS / 50)
                .mapToObj(lot -> DynamicTest.dynamicTest("lot " + lot, () -> {
                    for (int i = 0; i < 50; i++) {
                        compare(new RandomBlock(new Random(lot * 1_000L + i)).xml());
                    }
                }));
    }

    @Test
    void findsReadingsWhereverTheyLieInTheBuffer() {
        String reading = FeedFixture.reading("<ReadingQuality><quality>17</quality></ReadingQuality>", 1_767_254_400,
                900,
                "4");
        for (int gap : new int[]{1, 3, 250_000, 262_000, 262_144 - 300, 262_144 - 60, 262_144 - 30, 300_000}) {
            compare("<IntervalBlock xmlns='http://naesb.org/espi'><x>" + "y".repeat(gap) + "</x>" + reading.repeat(9)
                    + "</IntervalBlock>");
            compare("<IntervalBlock xmlns='http://naesb.org/espi'><x y='" + "y".repeat(Math.min(gap, 16_000)) + "'/>"
                    + reading.repeat(3_000) + "</IntervalBlock>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf-8", "ISO-8859-1", "UTF-16", "US-ASCII", "windows-1252"})
    void readsEveryEncoding(String encoding) throws Exception {
        String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>"
                + FeedFixture.blockContent(1_767_254_400, 900, 1, 2, 3);

        assertThat(walked(xml.getBytes(encoding), true)).isEqualTo(walked(xml.getBytes(encoding), false)).hasSize(5);
    }

    /** In a double-byte encoding the bytes of a plain reading are letters of a text. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\r\n"})
    void leavesDoubleByteEncodingsToTheParserHoweverTheDeclarationIsWritten(String blank) {
        String reading = FeedFixture.reading("", 1_767_254_400, 900, "7");
        String letters = "\u001b$B" + reading + (reading.length() % 2 == 0 ? "" : ">") + "\u001b(B";
        byte[] xml = ("<?xml" + blank + "version=\"1.0\"" + blank + "encoding=\"ISO-2022-JP\"?>"
                + FeedFixture.blockContent(1_767_254_400, 900, 1, 2).replace("</interval>",
                        "</interval>" + letters))
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(walked(xml, true)).isEqualTo(walked(xml, false)).hasSize(4);
    }

    @Test
    void whatCannotBeAQualityCodeIsUnknownOnBothWays() {
        for (String plain : new String[]{"", "<!---->"}) {
            String xml = "<IntervalBlock>" + FeedFixture.reading("<ReadingQuality>" + plain
                    + "<quality>65553</quality></ReadingQuality>", 1_767_254_400, 900, "4") + "</IntervalBlock>";
            for (boolean fast : new boolean[]{true, false}) {
                assertThat(walked(xml, fast)).anyMatch(line -> line.contains("quality=-1"))
                        .last(InstanceOfAssertFactories.STRING)
                        .contains("IMPOSSIBLE_QUALITY=1");
            }
        }
    }

    @Test
    void takesPlainReadingsOffTheParser() throws Exception {
        String xml = FeedFixture.blockContent(1_767_254_400, 900, 1, 2, 3);
        var cursor = new XmlCursor(in(xml.getBytes(StandardCharsets.UTF_8)), true);
        cursor.root();
        assertThat(cursor.nextChild(1)).isTrue();
        assertThat(cursor.nextChild(1)).isTrue();

        assertThat(cursor.local()).isEqualTo(XmlCursor.READINGS);
        assertThat(cursor.readings()).isEqualTo(3);
    }

    @Test
    void tellsTheLineOfAFaultBehindReadingsThatItTook() {
        String plain = "<IntervalReading>\n<value>1</value>\n</IntervalReading>\n".repeat(1_000);

        assertThat(walked("<IntervalBlock>\n" + plain + "<a>\n</b></IntervalBlock>", true).getLast())
                .contains("line 3003");
    }

    private static void compare(String xml) {
        assertThat(walked(xml, true)).as(xml.length() < 5_000 ? xml : "a long document").isEqualTo(walked(xml, false));
    }

    private static List<String> walked(String xml, boolean fast) {
        return walked(xml.getBytes(StandardCharsets.UTF_8), fast);
    }

    private static InputStream in(byte[] xml) {
        return new ByteArrayInputStream(xml);
    }

    /** What a reader of blocks sees: readings by the same rules, everything else by name; in the end how it ended. */
    private static List<String> walked(byte[] xml, boolean fast) {
        List<String> seen = new ArrayList<>();
        try (var cursor = new XmlCursor(in(xml), fast)) {
            cursor.root();
            seen.add(cursor.local());
            var series = new EnergySeries(0, 0, Direction.DELIVERED,
                    new ReadingType(0, new Links(), false,
                            new ReadingType.Attributes(4, 1, 12, 18, 1, 900, 12, 0, 72, null,
                                    Bucket.WHOLE)));
            var refusals = new Refusals();
            if (cursor.local().equals("intervalblock")) {
                new BlockReader(cursor, series, 0, (of, reading) -> seen.add(reading.toString()), refusals).read();
            }
            cursor.finish();
            seen.add("sound, " + refusals.counts() + ", " + series.total());
        } catch (MalformedFeedException e) {
            seen.add(String.valueOf(e.getMessage()).replaceAll(", column \\d+", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }
}
