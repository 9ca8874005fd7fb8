// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes feeds for tests, valid ESPI unless told otherwise. */
public final class FeedFixture {
    private static final String HEAD = "<feed xmlns=\"http://www.w3.org/2005/Atom\">";

    private final String base;
    private final List<String> entries = new ArrayList<>();
    private String feedLinks = "";

    private FeedFixture(String base) {
        this.base = base;
    }

    /** @param base what its links begin with; empty for relative ones */
    public static FeedFixture feed(String base) {
        return new FeedFixture(base);
    }

    public static FeedFixture feed() {
        return new FeedFixture("https://utility.example/espi/1_1/resource");
    }

    /** A feed of one usage point with one series of whole watt-hours. */
    public static FeedFixture simple(int flow, long start, int seconds, long... values) {
        return feed().usagePoint("1").readingType("t", flow, 0).meterReading("1", "m", "t").block("1", "m", "b", start,
                seconds, values);
    }

    public FeedFixture usagePoint(String id) {
        return usagePoint(id, "<ServiceCategory><kind>0</kind></ServiceCategory>");
    }

    public FeedFixture usagePoint(String id, String content) {
        String own = base + "/Subscription/7/UsagePoint/" + id;
        return entry(link("self", own) + link("up", base + "/Subscription/7/UsagePoint")
                + link("related", own + "/MeterReading"),
                "<UsagePoint xmlns=\"http://naesb.org/espi\">" + content
                        + "</UsagePoint>");
    }

    public FeedFixture readingType(String id, int flow, int powerOfTen) {
        return readingType(id, """
                <accumulationBehaviour>4</accumulationBehaviour><commodity>1</commodity>
                <defaultQuality>17</defaultQuality><flowDirection>%d</flowDirection><intervalLength>900</intervalLength>
                <kind>12</kind><powerOfTenMultiplier>%d</powerOfTenMultiplier><uom>72</uom>"""
                .formatted(flow, powerOfTen));
    }

    public FeedFixture readingType(String id, String content) {
        return entry(link("self", base + "/ReadingType/" + id) + link("up", base + "/ReadingType"),
                "<ReadingType xmlns=\"http://naesb.org/espi\">" + content + "</ReadingType>");
    }

    public FeedFixture meterReading(String usagePoint, String id, String readingType) {
        String up = base + "/Subscription/7/UsagePoint/" + usagePoint + "/MeterReading";
        return entry(
                link("self", up + "/" + id) + link("up", up) + link("related", up + "/" + id + "/IntervalBlock")
                        + link("related", base + "/ReadingType/" + readingType),
                "<MeterReading xmlns=\"http://naesb.org/espi\"/>");
    }

    public FeedFixture block(String usagePoint, String meterReading, String id, long start, int seconds,
            long... values) {
        return entry(blockLinks(usagePoint, meterReading, id), blockContent(start, seconds, values));
    }

    public String blockLinks(String usagePoint, String meterReading, String id) {
        String up = base + "/Subscription/7/UsagePoint/" + usagePoint + "/MeterReading/" + meterReading
                + "/IntervalBlock";
        return link("self", up + "/" + id) + link("up", up);
    }

    public static String blockContent(long start, int seconds, long... values) {
        var block = new StringBuilder("<IntervalBlock xmlns=\"http://naesb.org/espi\"><interval><duration>")
                .append((long) seconds * values.length)
                .append("</duration><start>")
                .append(start)
                .append("</start></interval>");
        for (int i = 0; i < values.length; i++) {
            block.append(reading("", start + (long) i * seconds, seconds, Long.toString(values[i])));
        }
        return block.append("</IntervalBlock>").toString();
    }

    public static String reading(String qualities, long start, int seconds, String value) {
        return "<IntervalReading>" + qualities + "<timePeriod><duration>" + seconds + "</duration><start>" + start
                + "</start></timePeriod><value>" + value + "</value></IntervalReading>";
    }

    public static String link(String rel, String href) {
        return "<link rel=\"" + rel + "\" href=\"" + href + "\"/>";
    }

    public FeedFixture entry(String links, String content) {
        entries.add("<entry><id>urn:uuid:0</id>" + links + "<content type=\"application/xml\">" + content
                + "</content><updated>2026-01-02T03:04:05Z</updated></entry>");
        return this;
    }

    /** An entry written out by the test. */
    public FeedFixture raw(String entry) {
        entries.add(entry);
        return this;
    }

    public FeedFixture next(String url) {
        feedLinks += link("next", url);
        return this;
    }

    /** The same entries in another order. */
    public FeedFixture shuffled(long seed) {
        Collections.shuffle(entries, new Random(seed));
        return this;
    }

    public String xml() {
        return HEAD + feedLinks + String.join("", entries) + "</feed>";
    }
}
