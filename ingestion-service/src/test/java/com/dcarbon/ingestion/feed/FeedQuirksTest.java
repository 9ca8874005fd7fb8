// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import static com.dcarbon.ingestion.espi.FeedFixture.blockContent;
import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.link;
import static com.dcarbon.ingestion.espi.FeedFixture.reading;
import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.espi.FeedFixture;

/** Every quirk that was met in real feeds, from the file to what would be stored. */
class FeedQuirksTest {
    private static final long START = 1_767_254_400; // 2026-01-01T08:00Z, midnight at the Pacific
    private static final String ESPI = " xmlns=\"http://naesb.org/espi\"";
    private static final String WATT_HOURS = "<flowDirection>1</flowDirection><intervalLength>900</intervalLength><uom>72</uom>";

    @TempDir
    private Path directory;

    /** @param stored {@code direction seconds[values]} by meter and time; {@code .} for a missing one; then the notes */
    private record Quirk(String what, String xml, String stored) {}

    private static Stream<Quirk> quirks() {
        String good = simple(1, START, 900, 5, 6).xml();
        return Stream.of(
                new Quirk("capital S of ServiceDeliveryPoint", good.replace("</ServiceCategory>",
                        "</ServiceCategory><ServiceDeliveryPoint><name>SP-1</name></ServiceDeliveryPoint>"),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("content without a type", good.replace(" type=\"application/xml\"", ""),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("content of a strange type", good.replace("application/xml", "atom+xml"),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("several blocks in one content", typed("t").meterReading("1", "m", "t")
                        .entry(feed().blockLinks("1", "m", "b"), blockContent(START, 900, 5)
                                + blockContent(START + 900, 900, 6))
                        .xml(), "DELIVERED 900[5, 6] {}"),
                new Quirk("relative links", feed("../..").usagePoint("1").readingType("t", 1, 0)
                        .meterReading("1", "m", "t").block("1", "m", "b", START, 900, 5).xml(),
                        "DELIVERED 900[5] {}"),
                new Quirk("links of the export of UtilityAPI", exported(), "DELIVERED 3600[7, 5] {}"),
                new Quirk("no usage point", feed().readingType("t", 1, 0).meterReading("1", "m", "t")
                        .block("1", "m", "b", START, 900, 5).xml(), "DELIVERED 900[5] {}"),
                new Quirk("nothing but a reading type before a block", feed().readingType("t", 1, 0)
                        .entry("", blockContent(START, 900, 5)).xml(), "DELIVERED 900[5] {}"),
                new Quirk("no reading type", feed().usagePoint("1").meterReading("1", "m", "t")
                        .block("1", "m", "b", START, 900, 5).xml(), "{no_reading_type=1}"),
                new Quirk("a block that grows under one id", simple(1, START, 900, 5)
                        .block("1", "m", "b", START, 900, 5, 6).block("1", "m", "b", START, 900, 5, 6, 7).xml(),
                        "DELIVERED 900[5, 6, 7] {}"),
                new Quirk("a repetition with an absurd value", qualified("17", "5") + qualified("10", "999999"),
                        "DELIVERED 900[5] {}"),
                new Quirk("a later estimate", qualified("17", "5") + updated("2026-02-01T00:00:00Z",
                        qualified("8", "6")), "DELIVERED 900[6] {}"),
                new Quirk("overlapping lengths", simple(1, START, 3_600, 99)
                        .block("1", "m", "c", START, 900, 1, 2, 3, 4).xml(), "DELIVERED 900[1, 2, 3, 4] {}"),
                new Quirk("a longer reading over a gap of finer ones", simple(1, START, 3_600, 99)
                        .block("1", "m", "c", START, 900, 1, 2).xml(), "DELIVERED 3600[99] {}"),
                new Quirk("newest first", simple(1, START + 900, 900, 6).block("1", "m", "c", START, 900, 5).xml(),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("four usage points, one meter reading", feed().usagePoint("1").usagePoint("2").usagePoint("3")
                        .usagePoint("4").readingType("t", 1, 0).meterReading("4", "m", "t")
                        .block("4", "m", "b", START, 900, 5).xml(), "DELIVERED 900[5] {}"),
                new Quirk("service category 3", good.replace("<kind>0</kind>", "<kind>3</kind>"),
                        "{not_electricity=1, service_category_3=1}"),
                new Quirk("electricity in cubic feet", good.replace("<uom>72</uom>", "<uom>119</uom>"),
                        "{not_energy=1, uom_119=1}"),
                new Quirk("gas among electricity", feed().usagePoint("g",
                        "<ServiceCategory><kind>1</kind></ServiceCategory>").usagePoint("1").readingType("t", 1, 0)
                        .meterReading("1", "m", "t").block("1", "m", "b", START, 900, 5).meterReading("g", "n", "t")
                        .block("g", "n", "c", START, 900, 8).xml(),
                        "DELIVERED 900[5] {not_electricity=1, service_category_1=1}"),
                new Quirk("milliseconds", good.replace(START + "</start></timePeriod>",
                        START + "000</start></timePeriod>"), "DELIVERED 900[5, 6] {}"),
                new Quirk("a day of 25 hours that begins in milliseconds", simple(1, 1_793_516_400, 90_000, 5).xml()
                        .replace("1793516400</start></timePeriod>", "1793516400000</start></timePeriod>"),
                        "DELIVERED 90000[5] {}"),
                new Quirk("slashes in ids", feed().usagePoint("Q%2Fab1==").usagePoint("Q%2Fab2==")
                        .readingType("t", 1, 0).meterReading("Q%2Fab1==", "m", "t")
                        .block("Q%2Fab1==", "m", "b", START, 900, 5).meterReading("Q%2fab2==", "m", "t")
                        .block("Q%2fab2==", "m", "b", START, 900, 6).xml(), "DELIVERED 900[5] DELIVERED 900[6] {}"),
                new Quirk("links with a base of their own", feed("").usagePoint("1").readingType("t", 1, 0)
                        .readingType("u", 19, 0).meterReading("1", "m", "t").meterReading("1", "n", "u")
                        .block("1", "n", "c", START, 900, 6).block("1", "m", "b", START, 900, 5).xml()
                        .replace("href=\"/", "xml:base=\"https://utility.example/espi/\" href=\""),
                        "DELIVERED 900[5] RECEIVED 900[6] {}"),
                new Quirk("fractions of seconds", good.replace(START + "</start></timePeriod>",
                        START + ".66</start></timePeriod>"), "DELIVERED 900[5, 6] {}"),
                new Quirk("dates without a time or zone", good.replace("2026-01-02T03:04:05Z", "2026-01-02"),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("no declaration, a mark of the byte order, stray characters",
                        "\uFEFF\\n" + good.replaceFirst("<\\?xml.*?\\?>", ""), "DELIVERED 900[5, 6] {}"),
                new Quirk("names in the wrong case", good.replace("IntervalBlock" + ESPI, "IntervalBLock" + ESPI)
                        .replace("</IntervalBlock>", "</IntervalBLock>"), "DELIVERED 900[5, 6] {}"),
                new Quirk("night hours left out", simple(1, START, 900, 5).block("1", "m", "c", START + 2_700, 900, 6)
                        .xml(), "DELIVERED 900[5, ., ., 6] {}"),
                new Quirk("foreign elements between entries", good.replaceFirst("<entry>",
                        "<ProgramIdMappings xmlns=\"\"><x/></ProgramIdMappings><entry>"), "DELIVERED 900[5, 6] {}"),
                new Quirk("rules of summer time that are none",
                        good.replaceFirst("<entry>", entry("<LocalTimeParameters"
                                + ESPI
                                + "><dstEndRule>B40E</dstEndRule><dstStartRule>65ED5A70</dstStartRule><tzOffset>+18000"
                                + "</tzOffset></LocalTimeParameters>") + "<entry>"),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("a register beside its differences", typed("t").meterReading("1", "m", "t")
                        .block("1", "m", "b", START, 900, 5, 6).readingType("r", WATT_HOURS
                                + "<accumulationBehaviour>1</accumulationBehaviour>")
                        .meterReading("1", "n", "r").block("1", "n", "c", START, 900, 105, 1).xml(),
                        "DELIVERED 900[5, 6] {register=2}"),
                new Quirk("the label of a register on differences", feed().usagePoint("1").readingType("t", WATT_HOURS
                        + "<accumulationBehaviour>1</accumulationBehaviour>").meterReading("1", "m", "t")
                        .block("1", "m", "b", START, 900, 7, 5, 6, 2).xml(), "DELIVERED 900[7, 5, 6, 2] {}"),
                new Quirk("a summary beside readings", good.replaceFirst("<entry>", entry("<UsageSummary" + ESPI
                        + "><overallConsumptionLastPeriod><value>11</value></overallConsumptionLastPeriod></UsageSummary>")
                        + "<entry>"), "DELIVERED 900[5, 6] {}"),
                new Quirk("cost without energy", good.replace("<value>5</value>", "<cost>9</cost>"),
                        "DELIVERED 900[6] {}"),
                new Quirk("a flow that nobody asked for", good.replace("<flowDirection>1<", "<flowDirection>20<"),
                        "{flow_direction_20=1, unsupported_direction=1}"),
                new Quirk("a flow that nobody knows", good.replace("<flowDirection>1<", "<flowDirection>77<"),
                        "{flow_direction_77=1, unknown_direction=1}"),
                new Quirk("a flow in words", good.replace("<flowDirection>1<", "<flowDirection>reverse<"),
                        "{flow_direction_unreadable=1, unknown_direction=1}"),
                new Quirk("a multiplier in words", good.replace("<powerOfTenMultiplier>0<",
                        "<powerOfTenMultiplier>kilo<"), "{implausible_multiplier=1, power_of_ten_unreadable=1}"),
                new Quirk("a broken multiplier", good.replace("<powerOfTenMultiplier>0<",
                        "<powerOfTenMultiplier>2.5<"), "{implausible_multiplier=1, power_of_ten_unreadable=1}"),
                new Quirk("a huge multiplier", good.replace("<powerOfTenMultiplier>0<",
                        "<powerOfTenMultiplier>99<"), "{implausible_multiplier=1, power_of_ten_99=1}"),
                new Quirk("a multiplier with a point", good.replace("<powerOfTenMultiplier>0<",
                        "<powerOfTenMultiplier>0.0<"), "DELIVERED 900[5, 6] {}"),
                new Quirk("a unit in words", good.replace("<uom>72<", "<uom>Wh<"),
                        "{unknown_unit=1, uom_unreadable=1}"),
                new Quirk("a quality in words", good.replace("<timePeriod>",
                        "<ReadingQuality><quality>estimated</quality></ReadingQuality><timePeriod>"),
                        "DELIVERED 900[5, 6] {impossible_quality=2}"),
                new Quirk("times as the calendar writes them", good.replace(START + "</start></timePeriod>",
                        Instant.ofEpochSecond(START).atOffset(ZoneOffset.ofHours(-8)) + "</start></timePeriod>")
                        .replace("<timePeriod><duration>900<", "<timePeriod><duration>PT15M<"),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("a start that is no time", good.replace((START + 900) + "</start></timePeriod>",
                        "soon</start></timePeriod>"), "DELIVERED 900[5] {no_start=1}"),
                new Quirk("a start after all meters", good.replace((START + 900) + "</start></timePeriod>",
                        "4294967297</start></timePeriod>"), "DELIVERED 900[5] {no_start=1}"),
                new Quirk("no namespaces", good.replaceAll(" xmlns=\"[^\"]*\"", ""), "DELIVERED 900[5, 6] {}"),
                new Quirk("namespaces of a safer kind", good.replace("=\"http://naesb", "=\"https://naesb")
                        .replace("=\"http://www.w3", "=\"https://www.w3"), "DELIVERED 900[5, 6] {}"),
                new Quirk("below zero, with fractions and exponents", simple(4, START, 900, 5, 6).xml()
                        .replace("<value>5<", "<value>-1.25E1<").replace("<value>6<", "<value>+0.5<"),
                        "NET 900[-125, 5] {}"),
                new Quirk("lengths that change within a block", simple(1, START, 900, 5, 6).xml()
                        .replace("</IntervalBlock>", reading("", START + 1_800, 1_800, "7")
                                + reading("", START + 3_600, 300, "8") + reading("", START + 3_900, 3_600, "9")
                                + "</IntervalBlock>"),
                        "DELIVERED 900[5, 6] DELIVERED 1800[7] DELIVERED 300[8] DELIVERED 3600[9] {}"),
                new Quirk("the hour that comes twice", simple(1, 1_793_516_400, 3_600, 1, 2, 3, 4, 5).xml(),
                        "DELIVERED 3600[1, 2, 3, 4, 5] {}"),
                new Quirk("blocks without intervals, usage points without readings", good.replaceFirst("<entry>",
                        entry("<IntervalBlock" + ESPI + "/>") + entry("<UsagePoint" + ESPI + "/>") + "<entry>"),
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("a reading type that is not there beside one that is", simple(1, START, 900, 5, 6)
                        .meterReading("1", "n", "gone").block("1", "n", "c", START, 900, 7).xml(),
                        "DELIVERED 900[5, 6] {no_reading_type=1}"),
                new Quirk("reading types first, meter readings behind, no links", feed().readingType("t", 1, 0)
                        .readingType("u", 19, 0).meterReading("1", "m", "t").entry("", blockContent(START, 900, 5))
                        .meterReading("1", "n", "u").entry("", blockContent(START, 900, 6)).xml()
                        .replaceAll("<link [^>]*>", ""), "DELIVERED 900[5] RECEIVED 900[6] {}"),
                new Quirk("an encoding that it is not in", "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + good,
                        "DELIVERED 900[5, 6] {}"),
                new Quirk("another vocabulary within a reading", good.replace("<value>5</value>",
                        "<value>5</value><c:value xmlns:c=\"urn:costs\">99</c:value>"), "DELIVERED 900[5, 6] {}"),
                new Quirk("two phases of three", phases(128, 64), "{single_phase=2}"),
                new Quirk("a phase beside all of them", phases(128, 224), "DELIVERED 900[7] {phase_beside_all=1}"),
                new Quirk("codes that nobody knows", good.replace("<accumulationBehaviour>4<",
                        "<accumulationBehaviour>77<").replace("<defaultQuality>17<", "<defaultQuality>42<"),
                        "DELIVERED 900[5, 6] {accumulation_77=1, quality_42=2}"),
                new Quirk("resources in the namespace of Atom", good.replace(ESPI, ""), "DELIVERED 900[5, 6] {}"),
                new Quirk("resources in no namespace", good.replace(ESPI, " xmlns=\"\""), "DELIVERED 900[5, 6] {}"),
                new Quirk("two usage points without links", feed().entry("", "<UsagePoint" + ESPI + "/>")
                        .readingType("t", 1, 0).entry("", "<MeterReading" + ESPI + "/>")
                        .entry("", blockContent(START, 900, 5)).entry("", "<UsagePoint" + ESPI + "/>")
                        .entry("", "<MeterReading" + ESPI + "/>").entry("", blockContent(START, 900, 6)).xml(),
                        "DELIVERED 900[5] DELIVERED 900[6] {}"),
                new Quirk("usage points that only their collections name", feed().usagePoint("1").usagePoint("2")
                        .readingType("t", 1, 0).meterReading("1", "m", "t").block("1", "m", "b", START, 900, 5)
                        .meterReading("2", "m", "t").block("2", "m", "b", START, 900, 6).xml()
                        .replaceAll("<link rel=\"self\" href=\"[^\"]*/UsagePoint/[12]\"/>", ""),
                        "DELIVERED 900[5] DELIVERED 900[6] {}"),
                new Quirk("usage points of one id in two subscriptions", simple(1, START, 900, 5).xml()
                        + simple(1, START, 900, 6).xml().replace("Subscription/7", "Subscription/8"),
                        "DELIVERED 900[5] DELIVERED 900[6] {}"),
                new Quirk("blocks whose link up is their meter reading", upwards(),
                        "DELIVERED 900[5] RECEIVED 900[6] {}"),
                new Quirk("hours that begin each quarter of an hour", good.replace(
                        reading("", START + 900, 900, "6"), reading("", START + 900, 3_600, "6")
                                + reading("", START + 1_800, 3_600, "7")),
                        "DELIVERED 900[5] DELIVERED 3600[6] {overlapping_reading=1}"),
                new Quirk("starts that are closer than the length that their type tells", good
                        .replace("<duration>900</duration><start>", "<start>")
                        .replace("<intervalLength>900<", "<intervalLength>3600<"), "DELIVERED 900[5, 6] {}"),
                new Quirk("starts that are further than the length that their type tells", simple(1, START, 900, 5)
                        .xml().replace("</IntervalBlock>", reading("", START + 2_700, 900, "6") + "</IntervalBlock>")
                        .replace("<duration>900</duration><start>", "<start>"), "DELIVERED 900[5, ., ., 6] {}"),
                new Quirk("a quality that is none over a usual one", good.replace("<timePeriod>",
                        "<ReadingQuality/><timePeriod>").replace("<defaultQuality>17<", "<defaultQuality>42<"),
                        "DELIVERED 900[5, 6] {quality_42=2}"),
                new Quirk("thresholds beside energy", simple(1, START, 900, 5, 6).readingType("h", WATT_HOURS
                        + "<dataQualifier>5</dataQualifier>").meterReading("1", "n", "h")
                        .block("1", "n", "c", START, 900, 90, 90).xml(),
                        "DELIVERED 900[5, 6] {data_qualifier_5=1, not_a_total=2}"),
                new Quirk("nothing but averages", good.replace("<commodity>1<",
                        "<dataQualifier>2</dataQualifier><commodity>1<"),
                        "{data_qualifier_2=1, unusual_qualifier=2}"),
                new Quirk("a qualifier that nobody knows", good.replace("<commodity>1<",
                        "<dataQualifier>99</dataQualifier><commodity>1<"), "DELIVERED 900[5, 6] {data_qualifier_99=1}"),
                new Quirk("a kind in words", good.replace("<kind>12<", "<kind>power<"),
                        "{kind_unreadable=1, unreadable_code=1}"),
                new Quirk("a commodity in words", good.replace("<commodity>1<", "<commodity>gas<"),
                        "{commodity_unreadable=1, unreadable_code=1}"),
                new Quirk("a behaviour in words", good.replace("<accumulationBehaviour>4<",
                        "<accumulationBehaviour>cumulative<"), "{accumulation_unreadable=1, unreadable_code=1}"),
                new Quirk("a qualifier in words", good.replace("<commodity>1<",
                        "<commodity>1</commodity><dataQualifier>maximum</dataQualifier><x>1</x><commodity>1<"),
                        "{data_qualifier_unreadable=1, unreadable_code=1}"),
                new Quirk("a register that begins anew",
                        simple(1, START, 900, 99_700, 99_800, 99_900, 50, 150, 250).xml()
                                .replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<"),
                        "{register=6}"),
                new Quirk("differences with one fall under a register's label", simple(1, START, 900, 5, 7, 9, 4, 6)
                        .xml().replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<"),
                        "DELIVERED 900[5, 7, 9, 4, 6] {}"),
                new Quirk("steady differences under a register's label", simple(1, START, 900, 1_000, 1_010, 1_005)
                        .xml().replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<"),
                        "DELIVERED 900[1000, 1010, 1005] {}"),
                new Quirk("a register that begins anew twice",
                        simple(1, START, 900, 999_100, 999_500, 999_900, 300, 700, 900, 12, 400, 800, 950).xml()
                                .replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<"),
                        "{register=10}"),
                new Quirk("a register of both ways", simple(4, START, 900, 500_038, 500_118, 500_109, 499_941).xml()
                        .replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<"),
                        "{doubtful_register=4}"),
                new Quirk("balances under a register's label", simple(4, START, 900, 50, -40, 30, -60).xml()
                        .replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<"),
                        "NET 900[50, -40, 30, -60] {}"),
                new Quirk("what a register indicates", simple(1, START, 900, 100_000, 100_250, 100_900).xml()
                        .replace("<accumulationBehaviour>4<", "<accumulationBehaviour>12<"),
                        "{accumulation_12=1, register=3}"),
                new Quirk("differences under a register's label before others without", typed("t")
                        .meterReading("1", "m", "t").block("1", "m", "b", START + 86_400, 900, 5, 6)
                        .readingType("r", WATT_HOURS + "<accumulationBehaviour>9</accumulationBehaviour>")
                        .meterReading("1", "n", "r").block("1", "n", "c", START, 900, 50, 20, 70, 10).xml(),
                        "DELIVERED 900[50, 20, 70, 10] DELIVERED 900[5, 6] {}"),
                new Quirk("more than any meter counts", good.replace("<value>5<", "<value>1E30<"),
                        "DELIVERED 900[6] {unreadable_value=1}"),
                new Quirk("an entry of a block without one", good.replaceFirst("<IntervalBlock .*</IntervalBlock>",
                        "INVALID"), "{block_without_content=1}"),
                new Quirk("another resource in the place of a block", good.replaceFirst(
                        "<IntervalBlock .*</IntervalBlock>", "<ReadingType" + ESPI + "/>"),
                        "{block_without_content=1}"));
    }

    /** The paths of its meter readings tell nothing. */
    private static String upwards() {
        String point = "https://utility.example/espi/1_1/resource/Subscription/7/UsagePoint/1/MeterReading";
        String types = "https://utility.example/espi/1_1/resource/ReadingType/";
        return feed().usagePoint("1").readingType("a", 1, 0).readingType("b", 19, 0)
                .entry(link("self", "/mr/1") + link("up", point) + link("related", types + "a"),
                        "<MeterReading" + ESPI + "/>")
                .entry(link("self", "/mr/2") + link("up", point) + link("related", types + "b"),
                        "<MeterReading" + ESPI + "/>")
                .entry(link("self", "/b/1") + link("up", "/mr/1"), blockContent(START, 900, 5))
                .entry(link("self", "/b/2") + link("up", "/mr/2"), blockContent(START, 900, 6)).xml();
    }

    /** Two series of those phases. */
    private static String phases(int one, int other) {
        return feed().usagePoint("1").readingType("a", WATT_HOURS + "<phase>" + one + "</phase>")
                .readingType("b", WATT_HOURS + "<phase>" + other + "</phase>").meterReading("1", "m", "a")
                .meterReading("1", "n", "b").block("1", "m", "b", START, 900, 5).block("1", "n", "c", START, 900, 7)
                .xml();
    }

    private static FeedFixture typed(String id) {
        return feed().usagePoint("1").readingType(id, WATT_HOURS);
    }

    private static String entry(String content) {
        return "<entry><content>" + content + "</content></entry>";
    }

    /** One quarter hour of that quality; put behind another feed it is one more entry of that one. */
    private static String qualified(String quality, String value) {
        return simple(1, START, 900, 0).xml().replaceFirst("<IntervalReading>.*</IntervalReading>",
                reading("<ReadingQuality><quality>" + quality + "</quality></ReadingQuality>", START, 900, value));
    }

    private static String updated(String when, String xml) {
        return xml.replace("2026-01-02T03:04:05Z", when);
    }

    /** As UtilityAPI exports intervals: newest first, dates inside of the content, a time zone beside the start. */
    private static String exported() {
        String meter = "User/1/UsagePoint/9/MeterReading/1";
        return feed("").raw("<entry>" + link("self", "User/1/UsagePoint/9") + "<content><UsagePoint" + ESPI
                + "><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint><updated>x</updated></content></entry>")
                .raw("<entry>" + link("self", meter) + link("related", "ReadingType/1") + "<content><MeterReading"
                        + ESPI
                        + "/></content></entry>")
                .raw("<entry>" + link("self", "ReadingType/1") + "<content><ReadingType" + ESPI + ">" + WATT_HOURS
                        + "</ReadingType></content></entry>")
                .raw("<entry>" + link("self", meter + "/IntervalBlock/1") + link("up", meter + "/IntervalBlock")
                        + "<content><IntervalBlock" + ESPI + ">" + reading("", START + 3_600, 3_600, "5")
                        + reading("", START, 3_600, "7") + "</IntervalBlock><published>x</published></content></entry>")
                .xml()
                .replace("<timePeriod>", "<timePeriod><timezone>-0500</timezone>");
    }

    @TestFactory
    Stream<DynamicTest> isHandledOnPurpose() {
        return quirks().map(quirk -> DynamicTest.dynamicTest(quirk.what(),
                () -> assertThat(StoredText.of(directory, quirk.xml())).isEqualTo(quirk.stored())));
    }
}
