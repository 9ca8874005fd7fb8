// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static com.dcarbon.ingestion.espi.FeedFixture.blockContent;
import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.link;
import static com.dcarbon.ingestion.espi.FeedFixture.reading;
import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

class EspiFeedTest {
    private static final long START = 1_767_254_400; // 2026-01-01T08:00Z, midnight at the Pacific

    @Test
    void readsQuarterHoursOfOneSeries() throws Exception {
        ReadFeed read = ReadFeed.of(simple(1, START, 900, 10, 20, 30).xml());

        assertThat(read.of(Direction.DELIVERED)).extracting(Reading::start, Reading::seconds, Reading::value)
                .containsExactly(tuple(START, 900, 10L),
                        tuple(START + 900, 900, 20L),
                        tuple(START + 1800, 900, 30L));
        assertThat(read.report().points()).extracting(MeterPoint::id).containsExactly("1");
        assertThat(read.report().refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-3,66123,66.123", "0,66123,66123", "3,5,5000", "-12,281474976710655,281.474976710655",
            "12,140737488355327,140737488355327000000000000", "0,1.25,1.25", "-3,-7,-0.007"})
    void scalesExactly(int powerOfTen, String value, BigDecimal wattHours) throws Exception {
        String content = "<IntervalBlock xmlns='http://naesb.org/espi'>" + reading("", START, 900, value)
                + "</IntervalBlock>";
        FeedFixture feed = feed().usagePoint("1").readingType("t", 1, powerOfTen).meterReading("1", "m", "t");

        ReadFeed read = ReadFeed.of(feed.entry(feed.blockLinks("1", "m", "b"), content).xml());

        assertThat(read.total(Direction.DELIVERED)).isEqualByComparingTo(wattHours);
    }

    @ParameterizedTest
    @CsvSource({"0,DELIVERED", "1,DELIVERED", "19,RECEIVED", "4,NET"})
    void tellsDirectionsApart(int flow, Direction direction) throws Exception {
        assertThat(ReadFeed.of(simple(flow, START, 900, 5).xml()).of(direction)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderOfEntriesDoesNotMatter(long seed) throws Exception {
        FeedFixture feed = feed().usagePoint("1")
                .readingType("in", 1, 0)
                .readingType("out", 19, -3)
                .meterReading("1", "m1", "in")
                .meterReading("1", "m19", "out")
                .block("1", "m1", "a", START, 900, 1, 2, 3)
                .block("1", "m19", "b", START, 900, 4000, 5000)
                .block("1", "m1", "c", START + 2700, 900, 4);

        ReadFeed read = ReadFeed.of(feed.shuffled(seed).xml());

        assertThat(read.total(Direction.DELIVERED)).isEqualByComparingTo("10");
        assertThat(read.total(Direction.RECEIVED)).isEqualByComparingTo("9");
        assertThat(read.report().refusals()).isEmpty();
    }

    @Test
    void tiesBlocksWhoseLinksComeAfterThem() throws Exception {
        FeedFixture feed = feed().usagePoint("1")
                .readingType("in", 1, 0)
                .readingType("out", 19, 0)
                .meterReading("1", "m1", "in")
                .meterReading("1", "m19", "out");
        String late = "<entry><content>" + blockContent(START, 900, 7) + "</content>"
                + feed.blockLinks("1", "m1", "b") + "</entry>";

        assertThat(ReadFeed.of(feed.raw(late).xml()).total(Direction.DELIVERED)).isEqualByComparingTo("7");
    }

    @Test
    void tiesByRelatedLinkWhereThereIsNoUpLink() throws Exception {
        String xml = feed("").raw(entryOf(link("self", "/v1/User/1/UsagePoint/9")
                + link("related", "/v1/User/1/UsagePoint/9/MeterReading/1"),
                "<UsagePoint xmlns='http://naesb.org/espi'><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint>"))
                .raw(entryOf(link("self", "/v1/User/1/UsagePoint/9/MeterReading/1")
                        + link("related", "/v1/ReadingType/1") + link("related", "/v1/blocks/17"),
                        "<MeterReading xmlns='http://naesb.org/espi'/>"))
                .raw(entryOf(link("self", "/v1/ReadingType/1"),
                        "<ReadingType xmlns='http://naesb.org/espi'><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>72</uom></ReadingType>"))
                .raw(entryOf(link("self", "/v1/blocks/17"), blockContent(START, 900, 100, 200)))
                .xml();

        assertThat(ReadFeed.of(xml).total(Direction.DELIVERED)).isEqualByComparingTo("300");
    }

    @Test
    void fallsBackToOrderWhereLinksTieNothing() throws Exception {
        String xml = feed().raw(entryOf("",
                "<ReadingType xmlns='http://naesb.org/espi'><flowDirection>1</flowDirection><uom>72</uom></ReadingType>"
                        + blockContent(START, 3600, 1) + blockContent(START + 3600, 3600, 2)))
                .raw(entryOf("",
                        "<ReadingType xmlns='http://naesb.org/espi'><flowDirection>19</flowDirection><uom>72</uom></ReadingType>"
                                + blockContent(START, 3600, 40)))
                .xml();

        ReadFeed read = ReadFeed.of(xml);

        assertThat(read.total(Direction.DELIVERED)).isEqualByComparingTo("3");
        assertThat(read.total(Direction.RECEIVED)).isEqualByComparingTo("40");
    }

    @Test
    void pairsCollidingIdsByRank() throws Exception {
        FeedFixture feed = feed().usagePoint("1")
                .readingType("x", 1, 0)
                .meterReading("1", "x", "x")
                .block("1", "x", "a", START, 900, 1)
                .readingType("x", 19, 0)
                .meterReading("1", "x", "x")
                .block("1", "x", "b", START, 900, 2);

        ReadFeed read = ReadFeed.of(feed.xml());

        assertThat(read.total(Direction.DELIVERED)).isEqualByComparingTo("1");
        assertThat(read.total(Direction.RECEIVED)).isEqualByComparingTo("2");
    }

    @Test
    void quarantinesABlockThatNamesAnAbsentMeterReadingAndKeepsTheRest() throws Exception {
        ReadFeed read = ReadFeed.of(simple(1, START, 900, 5).block("1", "other", "x", START, 900, 99).xml());

        assertThat(read.total(Direction.DELIVERED)).isEqualByComparingTo("5");
        assertThat(read.report().refusals()).containsExactly(entry(Refusal.UNTIED_BLOCK, 1L));
    }

    @Test
    void readsAnyPrefixAndAnyCaseOfNames() throws Exception {
        String xml = """
                <a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:e="http://naesb.org/espi"><a:entry>
                <a:link rel="self" href="UsagePoint/1/MeterReading/1/IntervalBlock/1"/><a:content>
                <e:readingtype><e:UOM>72</e:UOM></e:readingtype>
                <e:IntervalBLock><e:intervalReading><e:TimePeriod><e:Duration>900</e:Duration><e:Start>%d</e:Start>
                </e:TimePeriod><e:Value>12</e:Value></e:intervalReading></e:IntervalBLock>
                </a:content></a:entry></a:feed>""".formatted(START);

        assertThat(ReadFeed.of(xml).total(Direction.DELIVERED)).isEqualByComparingTo("12");
    }

    @Test
    void survivesAnUndeclaredPrefixAndStrayTextBeforeTheRoot() throws Exception {
        String xml = "\uFEFF \n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\\n"
                + simple(1, START, 900, 5).raw("<ns9:entry><ns9:title>x</ns9:title></ns9:entry>").xml();

        assertThat(ReadFeed.of(xml).total(Direction.DELIVERED)).isEqualByComparingTo("5");
    }

    @Test
    void passesOverForeignElementsBetweenEntries() throws Exception {
        String xml = simple(1, START, 900, 5).raw("<ProgramIdMappings xmlns=''><a><b>1</b></a></ProgramIdMappings>")
                .xml();

        assertThat(ReadFeed.of(xml).of(Direction.DELIVERED)).hasSize(1);
    }

    @Test
    void readsABareEntryAndABareBlockByTheirAddress() throws Exception {
        String base = "https://utility.example/espi/1_1/resource/Subscription/7/UsagePoint/1/MeterReading/m";
        ReadFeed read = readAll(base, feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t").xml(),
                base + "/IntervalBlock", blockContent(START, 900, 8));

        assertThat(read.total(Direction.DELIVERED)).isEqualByComparingTo("8");
    }

    private static ReadFeed readAll(String url1, String xml1, String url2, String xml2) throws Exception {
        var directory = Files.createTempDirectory("feeds");
        var first = Files.writeString(directory.resolve("1"), xml1);
        var second = Files.writeString(directory.resolve("2"), xml2);
        return ReadFeed.of(new SpooledDocument(url1, first), new SpooledDocument(url2, second));
    }

    @ParameterizedTest
    @CsvSource({"<kind>1</kind>,72,NOT_ELECTRICITY", "<kind>0</kind>,73,NOT_ENERGY", "<kind>0</kind>,38,NOT_ENERGY",
            "<kind>0</kind>,119,NOT_ENERGY"})
    void leavesOutWhatIsNoElectricEnergy(String category, int unit, Refusal reason) throws Exception {
        String xml = feed().usagePoint("1", "<ServiceCategory>" + category + "</ServiceCategory>")
                .readingType("t", "<uom>" + unit + "</uom>")
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1)
                .xml();

        ReadFeed read = ReadFeed.of(xml);

        assertThat(read.readings()).isEmpty();
        assertThat(read.report().refusals()).containsOnlyKeys(reason);
    }

    @Test
    void takesEnergyWhoseServiceCategoryIsEmpty() throws Exception {
        String xml = feed().usagePoint("1", "<ServiceCategory><kind/></ServiceCategory>")
                .readingType("t", "<uom>72</uom>")
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1)
                .xml();

        assertThat(ReadFeed.of(xml).of(Direction.DELIVERED)).hasSize(1);
    }

    @Test
    void leavesOutDemand() throws Exception {
        String xml = feed().usagePoint("1")
                .readingType("t", "<kind>8</kind><uom>72</uom>")
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1)
                .xml();

        assertThat(ReadFeed.of(xml).report().refusals()).containsOnlyKeys(Refusal.NOT_ENERGY);
    }

    @Test
    void recognisesRegistersByTheirValuesNotByTheirLabelAlone() throws Exception {
        String label = "<accumulationBehaviour>1</accumulationBehaviour><intervalLength>900</intervalLength><uom>72</uom>";
        String register = feed().usagePoint("1")
                .readingType("t", label)
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 0, 100_000, 100_250, 100_250, 100_900)
                .xml();
        String deltas = feed().usagePoint("1")
                .readingType("t", label)
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 250, 120, 650, 3)
                .xml();

        assertThat(ReadFeed.of(register).report().series()).extracting(EnergySeries::isRegister).containsExactly(true);
        assertThat(ReadFeed.of(deltas).report().series()).extracting(EnergySeries::isRegister).containsExactly(false);
    }

    @Test
    void tellsUsagePointsOfTwoCustomersApart() throws Exception {
        String xml = feed().raw(point("/RetailCustomer/1/UsagePoint/1")).raw(point("/RetailCustomer/2/UsagePoint/1"))
                .xml();

        assertThat(ReadFeed.of(xml).report().points()).extracting(MeterPoint::id).containsExactly("1/1", "2/1");
    }

    private static String point(String path) {
        return entryOf(link("self", "https://u.example" + path),
                "<UsagePoint xmlns='http://naesb.org/espi'><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint>");
    }

    private static String entryOf(String links, String content) {
        return "<entry>" + links + "<content>" + content + "</content></entry>";
    }
}
