// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final String[] BLANKS = {"", " ", "\n", "\r\n  ", "\t", "<!-- <IntervalReading> -->", "<?go on?>",
            "<![CDATA[]]>", "&#32;"};
    private static final String[] ODD = {"<IntervalReading/>", "<IntervalReading><value>7</value></IntervalReading>",
            "<!-- <IntervalReading><value>1</value></IntervalReading> -->",
            "<![CDATA[<IntervalReading><value>1</value></IntervalReading>]]>",
            "<other><IntervalReading><value>1</value></IntervalReading></other>",
            "<e:IntervalReading><e:value>3</e:value></e:IntervalReading>",
            "<intervalreading><timeperiod><start>1767254400</start></timeperiod><value>3</value></intervalreading>",
            "<other a='>' b=\"<\"/>".replace("<\"/", "&lt;\"/"), "<IntervalBlock><IntervalReading/></IntervalBlock>",
            "<?readings-0 1 1?>"};
    private static final String[] VALUES = {"5", "-12", "0", "007", "1.5", "12.50", "", "x", "+4",
            "9223372036854775807",
            "999999999999999999", "9999999999999999999", " 8 ", "<!---->6", "1e3", "&#49;"};
    private static final String[] BROKEN = {"</IntervalReading>", "<IntervalReading>", "<value>3</valu>", "&nope;", "<",
            "\u0001"};

    @TestFactory
    Stream<DynamicTest> readsRandomDocumentsAsTheParserAloneDoes() {
        return IntStream.range(0, DOCUMENTS / 50)
                .mapToObj(lot -> DynamicTest.dynamicTest("lot " + lot, () -> {
                    for (int i = 0; i < 50; i++) {
                        compare(new Document(new Random(lot * 1_000L + i)).xml());
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
                    new ReadingType(0, new Links(), new ReadingType.Attributes(4, 1, 12, 18, 1, 900, 12, 0, 72)));
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

    /** A block with readings of all kinds. */
    private record Document(Random random) {

        String xml() {
            String prefix = random.nextInt(3) == 0 ? "espi:" : "";
            var xml = new StringBuilder("<" + prefix + "IntervalBlock>");
            xml.append("<interval><duration>86400</duration><start>1767254400</start></interval>");
            int readings = random.nextInt(30);
            for (int i = 0; i < readings; i++) {
                xml.append(random.nextInt(8) == 0 ? any(BLANKS) : "\n  ");
                xml.append(random.nextInt(12) == 0 ? any(ODD) : reading(random.nextInt(9) == 0 ? "" : prefix, i));
            }
            if (random.nextInt(10) == 0) {
                xml.append(any(BROKEN));
            }
            return xml.append("</" + prefix + "IntervalBlock>").toString();
        }

        private String reading(String prefix, int number) {
            var parts = new ArrayList<String>();
            int qualities = random.nextInt(4) == 0 ? random.nextInt(3) : 1;
            for (int i = 0; i < qualities; i++) {
                parts.add(
                        "<p:ReadingQuality><p:quality>" + any("17", "8", "14", "0", "x", "10", "65553") + "</p:quality>"
                                + "</p:ReadingQuality>");
            }
            String duration = "<p:duration>" + any("900", "900", "300", "900000", "") + "</p:duration>";
            String start = "<p:start>" + (1_767_254_400L + number * 900L) * (random.nextInt(9) == 0 ? 1_000 : 1)
                    + "</p:start>";
            parts.add("<p:timePeriod>" + any("", duration + start, duration + start, start + "\n " + duration, start)
                    + "</p:timePeriod>");
            parts.add("<p:value>" + (random.nextInt(3) == 0 ? any(VALUES) : "" + random.nextInt(5_000)) + "</p:value>");
            if (random.nextInt(4) == 0) {
                parts.add(any("<p:cost>12</p:cost>", "<p:tou>4</p:tou>", "<p:cost>a b</p:cost>",
                        "<p:cost><p:value>9</p:value></p:cost>", "<p:value>3</p:value>", "<p:cpp/>",
                        "<p:consumptionTier>1</p:consumptionTier>", "<p:cost c='1'>1</p:cost>",
                        "<p:cost>]]&gt;</p:cost>"));
            }
            if (random.nextInt(6) == 0) {
                Collections.shuffle(parts, random);
            }
            String blank = random.nextBoolean() ? "" : "\n    ";
            return ("<p:IntervalReading>" + blank + String.join(blank, parts) + blank + "</p:IntervalReading>")
                    .replace("p:", prefix);
        }

        private String any(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
