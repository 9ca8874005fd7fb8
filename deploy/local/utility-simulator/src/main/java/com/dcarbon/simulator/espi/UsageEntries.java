// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Reading;
import com.dcarbon.simulator.customer.Series;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;
import com.dcarbon.simulator.espi.Entry.Related;

/** The usage resources of one subscription as Atom entries (namespace {@code http://naesb.org/espi}). */
public final class UsageEntries {
    private static final String ESPI = "http://naesb.org/espi";
    /** Meters, agreements and kinds of readings were there before any history begins. */
    private static final Instant ALWAYS = Instant.parse("2020-01-01T08:00:00Z");

    private final String subscription;
    private final DayBlocks days;

    /** @param subscriptionId the id in the resources' URLs */
    public UsageEntries(String subscriptionId, DayBlocks days) {
        this.subscription = "Subscription/" + subscriptionId;
        this.days = days;
    }

    /** The path of a usage point. */
    public String path(UsagePoint point) {
        return subscription + "/UsagePoint/" + point.id();
    }

    private String path(UsagePoint point, Series series) {
        return path(point) + "/MeterReading/" + meterReadingId(point, series.flow());
    }

    /** One meter reading per direction. */
    public static String meterReadingId(UsagePoint point, Flow flow) {
        return point.id() + "-" + flow.code();
    }

    /**
     * Everything of those usage points, in the order of PG&amp;E's files: time parameters, then each usage point with
     * its meter readings, their reading type and their blocks.
     */
    public Stream<Entry> tree(List<UsagePoint> points, Period period) {
        Set<String> written = new LinkedHashSet<>();
        return Stream.concat(Stream.of(localTime(days.zone())),
                points.stream()
                        .flatMap(point -> Stream.concat(Stream.of(usagePoint(point)),
                                point.series().stream()
                                        .flatMap(series -> withBlocks(point, series, period, written)))));
    }

    private Stream<Entry> withBlocks(UsagePoint point, Series series, Period period, Set<String> written) {
        ReadingKind kind = ReadingKind.of(series);
        List<Entry> before = new ArrayList<>(List.of(meterReading(point, series)));
        if (written.add(kind.id())) {
            before.add(readingType(kind));
        }
        return Stream.concat(before.stream(), blocks(point, series, period));
    }

    /** A usage point. */
    public Entry usagePoint(UsagePoint point) {
        String path = path(point);
        List<Related> related = List.of(Related.feed(path + "/MeterReading", "MeterReading"),
                Related.entry("LocalTimeParameters/1", "LocalTimeParameters"));
        return new Entry(path, "UsagePoint", related, title(point), ALWAYS, ALWAYS,
                xml -> xml.open("UsagePoint", "xmlns", ESPI)
                        .leaf("roleFlags", point.exports() ? "0008" : "0000")
                        .open("ServiceCategory")
                        .leaf("kind", point.service().category())
                        .close("ServiceCategory")
                        .leaf("status", 1)
                        .open("serviceDeliveryPoint")
                        .leaf("name", point.agreementId())
                        .leaf("tariffProfile", point.service() == Service.GAS ? "G-1" : "E-TOU-C")
                        .leaf("customerAgreement", point.agreementId())
                        .close("serviceDeliveryPoint")
                        .close("UsagePoint"));
    }

    private static String title(UsagePoint point) {
        return point.service() == Service.GAS ? "Gas service" : "Electric service";
    }

    private static String title(Flow flow) {
        return switch (flow) {
            case FORWARD -> "Delivered";
            case NET -> "Net";
            case REVERSE -> "Received";
        };
    }

    /** A meter reading: empty, its links say all. */
    public Entry meterReading(UsagePoint point, Series series) {
        String path = path(point, series);
        List<Related> related = List.of(Related.feed(path + "/IntervalBlock", "IntervalBlock"),
                Related.entry(ReadingKind.of(series).path(), "ReadingType"));
        return new Entry(path, "MeterReading", related, title(series.flow()),
                ALWAYS,
                ALWAYS, xml -> xml.empty("MeterReading", "xmlns", ESPI));
    }

    /** A kind of readings. */
    public static Entry readingType(ReadingKind kind) {
        boolean gas = kind.service() == Service.GAS;
        return new Entry(kind.path(), "ReadingType", List.of(), "Type of readings", ALWAYS, ALWAYS,
                xml -> xml.open("ReadingType", "xmlns", ESPI)
                        .leaf("accumulationBehaviour", 4)
                        .leaf("commodity", kind.service().commodity())
                        .leaf("currency", 840)
                        .leaf("dataQualifier", 12)
                        .leaf("defaultQuality", 17)
                        .leaf("flowDirection", kind.flow().code())
                        .leaf("intervalLength", kind.intervalLength())
                        .leaf("kind", 12)
                        .leaf("phase", gas ? 0 : 769)
                        .leaf("powerOfTenMultiplier", kind.powerOfTen())
                        .leaf("timeAttribute", 0)
                        .leaf("tou", 0)
                        .leaf("uom", kind.service().unit())
                        .leaf("measuringPeriod", gas ? 4 : 2)
                        .close("ReadingType"));
    }

    /** The interval blocks of a series that have a reading in the period, one for each day or part of a day. */
    public Stream<Entry> blocks(UsagePoint point, Series series, Period period) {
        return days.within(period)
                .filter(block -> series.hasReadings(block.intersect(period)))
                .map(block -> block(point, series, block, period));
    }

    private Entry block(UsagePoint point, Series series, Period block, Period period) {
        String path = path(point, series) + "/IntervalBlock/" + block.start().getEpochSecond();
        Instant published = days.publishedAt(block);
        return new Entry(path, "IntervalBlock", List.of(), "Readings", published, published,
                xml -> writeBlock(xml, series.readings(block.intersect(period))));
    }

    private static void writeBlock(XmlText xml, List<Reading> readings) {
        xml.open("IntervalBlock", "xmlns", ESPI);
        long start = readings.getFirst().start().getEpochSecond();
        long end = readings.getLast().start().plus(readings.getLast().duration()).getEpochSecond();
        period(xml, "interval", end - start, start);
        for (Reading reading : readings) {
            xml.open("IntervalReading").open("ReadingQuality").leaf("quality", reading.quality());
            xml.close("ReadingQuality");
            period(xml, "timePeriod", reading.duration().toSeconds(), reading.start().getEpochSecond());
            xml.leaf("value", reading.value()).close("IntervalReading");
        }
        xml.close("IntervalBlock");
    }

    private static void period(XmlText xml, String name, long duration, long start) {
        xml.open(name).leaf("duration", duration).leaf("start", start).close(name);
    }

    /** The zone as ESPI tells it: standard offset and the rules of the clock changes (United States since 2007). */
    public static Entry localTime(ZoneId zone) {
        boolean fixed = zone.getRules().isFixedOffset();
        return new Entry("LocalTimeParameters/1", "LocalTimeParameters", List.of(), "Local time", ALWAYS, ALWAYS,
                xml -> xml.open("LocalTimeParameters", "xmlns", ESPI)
                        .leaf("dstEndRule", fixed ? "FFFFFFFF" : "B40E2000")
                        .leaf("dstOffset", fixed ? 0 : 3600)
                        .leaf("dstStartRule", fixed ? "FFFFFFFF" : "360E2000")
                        .leaf("tzOffset", zone.getRules().getStandardOffset(ALWAYS).getTotalSeconds())
                        .close("LocalTimeParameters"));
    }
}
