// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not understood is found again in its document. */
class RefusedPlaceTest {
    private static final long START = 1_767_254_400;
    private static final String OPEN = "<IntervalBlock xmlns=\"http://naesb.org/espi\">";

    @TempDir
    private Path directory;

    private static FeedFixture typed() {
        return feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t");
    }

    /** Its last block comes behind readings of another one that go past the parser. */
    private static String blockOf(String... readings) {
        String good = FeedFixture.blockContent(START, 900, 1, 2).replace("</IntervalReading>", "</IntervalReading>\n");
        return typed().entry(feed().blockLinks("1", "m", "a"), good)
                .entry(feed().blockLinks("1", "m", "b") + "\n\n",
                        OPEN + "\n" + String.join("\n", readings) + "</IntervalBlock>")
                .xml();
    }

    private static String plain(int number) {
        return reading("", START + 90_000 + 900L * number, 900, "1");
    }

    private static List<String> places(String xml) throws Exception {
        return ReadFeed.of(xml).report().places().stream().map(RefusedPlace::words).toList();
    }

    @ParameterizedTest
    @CsvSource({"<value>7</value>,<value>seven</value>,value", "<start>1767345300</start>,<start>12</start>,start",
            "<timePeriod>,<ReadingQuality><quality>70000</quality></ReadingQuality><timePeriod>,quality"})
    void areTheLineOfTheBlockTheEntryTheReadingAndItsElement(String good, String bad, String element)
            throws Exception {
        String odd = reading("", START + 90_900, 900, "7").replace(good, bad);

        String xml = blockOf(plain(0), odd, plain(2));

        long line = 1 + xml.substring(0, xml.lastIndexOf(OPEN)).chars().filter(each -> each == '\n').count();
        assertThat(places(xml)).containsExactly("line " + line
                + ", IntervalBlock of /espi/1_1/resource/Subscription/7/UsagePoint/1/MeterReading/m/IntervalBlock/b,"
                + " reading 2, " + element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n \n", "\uFEFF\r\n\r\n", "\\n\n"})
    void areCountedWithTheLinesBeforeTheFirstTagAndBehindTheDeclaration(String dropped) throws Exception {
        String body = blockOf(reading("", START + 90_900, 900, "seven"));

        for (String declaration : List.of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\\n\n", "")) {
            String xml = dropped + declaration + body;
            long line = 1 + xml.substring(0, xml.lastIndexOf(OPEN)).chars().filter(each -> each == '\n').count();
            assertThat(places(xml)).singleElement().asString().startsWith("line " + line + ",");
        }
    }

    @Test
    void areThatOfTheReadingWhoseLengthTheNextOneShouldHaveTold() throws Exception {
        String xml = blockOf(plain(0), reading("", START + 90_900, 0, "7"), reading("", START + 190_000_000, 0, "7"))
                .replace("<intervalLength>900</intervalLength>", "");

        assertThat(ReadFeed.of(xml).report().places()).extracting(RefusedPlace::reason, RefusedPlace::reading)
                .contains(tuple(Refusal.NO_DURATION, 2));
    }

    @Test
    void areFewOfEachReasonInEachDocumentHoweverManyThereAre() throws Exception {
        String many = IntStream.range(0, 40)
                .mapToObj(i -> reading("", START + 90_000 + 900L * i, 900, "x" + i))
                .collect(Collectors.joining());
        SpooledDocument first = document("first", blockOf(many));
        SpooledDocument second = document("second", blockOf(many));

        FeedReport report = ReadFeed.of(first, second).report();

        assertThat(report.refusals()).containsEntry(Refusal.UNREADABLE_VALUE, 80L);
        assertThat(report.places()).hasSize(2 * Refusals.MOST_PLACES)
                .extracting(RefusedPlace::document)
                .containsOnly(first.url(), second.url());
        assertThat(report.places().toString()).doesNotContain("x1");
    }

    private SpooledDocument document(String name, String xml) throws Exception {
        return new SpooledDocument("https://utility.example/" + name,
                Files.writeString(directory.resolve(name), xml));
    }

    @Test
    void areThoseOfBlocksThatNothingExplains() throws Exception {
        assertThat(places(typed().block("1", "m", "b", START, 900, 5).block("1", "another", "c", START, 900, 5).xml()))
                .singleElement().asString().endsWith("/UsagePoint/1/MeterReading/another/IntervalBlock/c");
        assertThat(places(typed().entry(feed().blockLinks("1", "m", "empty"), "").xml()))
                .singleElement().asString().startsWith("IntervalBlock of ").endsWith("/IntervalBlock/empty");
    }

    @ParameterizedTest
    @CsvSource({"<uom>72</uom>,'',UNKNOWN_UNIT,1", "<uom>72</uom>,<uom>999</uom>,UNKNOWN_UNIT,1",
            "<uom>72</uom>,<uom>38</uom>,NOT_ENERGY,0"})
    void tellAUnitThatNobodyKnowsFromOneThatIsNotWanted(String good, String other, Refusal reason, int places)
            throws Exception {
        FeedReport report = ReadFeed.of(FeedFixture.simple(1, START, 900, 5).xml().replace(good, other)).report();

        assertThat(report.refusals()).containsOnlyKeys(reason);
        assertThat(report.places()).hasSize(places);
    }
}
