// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import static com.dcarbon.ingestion.espi.FeedFixture.blockContent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.dcarbon.ingestion.espi.FeedFixture;

/**
 * A feed as a utility may write it, in one document or several, and the energy that it tells: several usage points, series
 * of all directions and lengths, divided or not, blocks that repeat or were corrected, and beside them what is no energy.
 */
final class RandomFeed {
    private static final long BASE = 1_772_870_400; // 2026-03-07T08:00Z, the day before summer time at the Pacific
    private static final int DAY = 86_400;
    private static final Pattern ENTRY = Pattern.compile("<entry>.*?</entry>", Pattern.DOTALL);
    private static final String OLDER = "2026-01-01T03:04:05Z";
    private static final String DATE = "2026-01-02T03:04:05Z";

    private final Random random;
    private final FeedFixture feed = FeedFixture.feed();
    private final Map<String, BigDecimal> truth = new TreeMap<>();
    private int series;

    RandomFeed(long seed) {
        random = new Random(seed);
        int points = 1 + random.nextInt(3);
        for (int i = 1; i <= points; i++) {
            point(random.nextBoolean() ? Integer.toString(i) : "a%2F" + i + "==");
        }
    }

    /** Wh by {@code point direction start seconds}. */
    Map<String, BigDecimal> truth() {
        return truth;
    }

    private void point(String id) {
        feed.usagePoint(id);
        for (int flow : Stream.of(new int[]{1}, new int[]{1, 19}, new int[]{4}, new int[]{19}).toList()
                .get(random.nextInt(4))) {
            series(id, flow);
        }
        if (random.nextInt(3) == 0) {
            beside(id, "<flowDirection>1</flowDirection><uom>38</uom>");
        }
        if (random.nextInt(3) == 0) {
            feed.usagePoint(id + "g", "<ServiceCategory><kind>1</kind></ServiceCategory>");
            beside(id + "g", "<uom>169</uom>");
        }
    }

    private void series(String point, int flow) {
        int seconds = new int[]{300, 900, 1_800, 3_600}[random.nextInt(4)];
        int power = new int[]{-3, 0, 3}[random.nextInt(3)];
        long start = BASE + (long) random.nextInt(3) * DAY;
        int count = 1 + random.nextInt(120);
        int parts = random.nextInt(4) == 0 ? 2 : 1;
        for (int part = 1; part <= parts; part++) {
            long[] values = random.longs(count, flow == 4 ? -5_000 : 0, 5_000).toArray();
            String tou = parts == 1 ? "" : "<tou>" + part + "</tou>";
            told(point, type(flow, seconds, power) + tou, start, seconds, values);
            for (int i = 0; i < count; i++) {
                truth.merge(point.replace("%2F", "/") + " " + flow + " " + (start + (long) i * seconds) + " " + seconds,
                        BigDecimal.valueOf(values[i]).scaleByPowerOfTen(power), BigDecimal::add);
            }
        }
        if (random.nextInt(3) == 0) {
            beside(point, type(flow, seconds, power) + "<dataQualifier>5</dataQualifier>");
        }
    }

    private static String type(int flow, int seconds, int power) {
        return "<accumulationBehaviour>4</accumulationBehaviour><flowDirection>" + flow
                + "</flowDirection><intervalLength>"
                + seconds + "</intervalLength><powerOfTenMultiplier>" + power + "</powerOfTenMultiplier><uom>72</uom>";
    }

    /** A series that is no energy. */
    private void beside(String point, String type) {
        told(point, type, BASE, 900, random.longs(5, 0, 99).toArray());
    }

    private void told(String point, String type, long start, int seconds, long[] values) {
        String id = "m" + ++series;
        feed.readingType("t" + series, type).meterReading(point, id, "t" + series);
        for (int at = 0; at < values.length;) {
            int to = Math.min(values.length, at + 1 + random.nextInt(60));
            long[] some = Arrays.copyOfRange(values, at, to);
            long from = start + (long) at * seconds;
            String links = feed.blockLinks(point, id, "b" + at);
            feed.entry(links, blockContent(from, seconds, some));
            if (random.nextInt(5) == 0) {
                feed.entry(links, blockContent(from, seconds, some));
            }
            if (random.nextInt(5) == 0) {
                long[] wrong = random.longs(some.length, 0, 9_999).toArray();
                feed.raw(ENTRY.matcher(FeedFixture.feed().entry(links, blockContent(from, seconds, wrong)).xml())
                        .results()
                        .map(MatchResult::group)
                        .findFirst()
                        .orElseThrow()
                        .replace(DATE, OLDER));
            }
            at = to;
        }
    }

    /** In any order; the small resources may stand in each document. */
    String xml() {
        String whole = feed.xml();
        List<String> entries = new ArrayList<>(ENTRY.matcher(whole).results().map(MatchResult::group).toList());
        Collections.shuffle(entries, random);
        int documents = 1 + random.nextInt(3);
        boolean repeated = random.nextBoolean();
        var xml = new StringBuilder();
        for (int i = 0; i < documents; i++) {
            xml.append(whole, 0, whole.indexOf("<entry>"));
            for (int entry = 0; entry < entries.size(); entry++) {
                boolean small = !entries.get(entry).contains("<IntervalBlock");
                if (entry % documents == i || small && repeated) {
                    xml.append(entries.get(entry));
                }
            }
            xml.append("</feed>");
        }
        return xml.toString();
    }
}
