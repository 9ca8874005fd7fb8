// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A feed like those of real utilities: usage points, each with a series of energy from the grid and one of energy to it,
 * in blocks of a day, in their order, with readings of about 271 bytes.
 *
 * @param points how many usage points
 * @param days how many days of quarter hours, from {@link #START} on
 * @param firstPoint the number of the first usage point, so that two feeds need not be of the same customer
 * @param changedPercent how many of the readings are others than in the feed with 0
 */
public record GeneratedFeed(int points, int days, int firstPoint, int changedPercent) {
    /** Midnight in Los Angeles, 1 January 2025, as epoch second. */
    public static final long START = 1_735_718_400L;
    /** Of an interval. */
    public static final int SECONDS = 900;
    private static final int PER_DAY = 96;
    private static final int DAY = 86_400;
    private static final int[] FLOWS = {1, 19};
    private static final int PERCENT = 100;
    private static final String BASE = "https://utility.example/espi/1_1/resource";
    private static final int BUFFER = 1 << 16;

    /** One reading after the other. */
    @FunctionalInterface
    public interface Visitor {
        /** @param direction 0 from the grid, 1 to the grid */
        void reading(int point, int direction, long start, long value) throws IOException;
    }

    /** How many readings it has. */
    public long readings() {
        return (long) points * FLOWS.length * days * PER_DAY;
    }

    /** The same feed with that much changed. */
    public GeneratedFeed changed(int percent) {
        return new GeneratedFeed(points, days, firstPoint, percent);
    }

    /** All readings in the order of the feed; the same ones each time. */
    public void visit(Visitor visitor) throws IOException {
        for (int point = firstPoint; point < firstPoint + points; point++) {
            for (int direction = 0; direction < FLOWS.length; direction++) {
                var random = new SplittableRandom(31L * point + direction);
                var change = new SplittableRandom(17L * point + direction);
                for (int i = 0; i < days * PER_DAY; i++) {
                    long value = 100 * random.nextLong(20_000);
                    boolean changed = change.nextInt(PERCENT) < changedPercent;
                    visitor.reading(point, direction, START + (long) i * SECONDS, changed ? value + 1 : value);
                }
            }
        }
    }

    /** Writes it as an ESPI feed. */
    public Path write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
                var writer = new FeedWriter(out)) {
            writer.begin();
            visit(writer);
            writer.end();
        }
        return settled(file);
    }

    /** So that the kernel has nothing of it left to write while something is measured. */
    private static Path settled(Path file) throws IOException {
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return file;
    }

    /** Writes it as the text that COPY reads. */
    public Path writeRows(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            visit((point, direction, start, value) -> out
                    .write("00000000-0000-7000-8000-%012d\t%s\t%s\t900\t%d\t-3\t17\n".formatted(point,
                            direction == 0 ? "delivered" : "received", Instant.ofEpochSecond(start), value)));
        }
        return settled(file);
    }

    private static final class FeedWriter implements Visitor, AutoCloseable {
        private final Writer out;
        private int point = -1;
        private int direction = -1;

        FeedWriter(OutputStream out) {
            this.out = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
        }

        void begin() throws IOException {
            out.write("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:espi="http://naesb.org/espi">
                      <id>urn:uuid:5c2e61f4-5ae0-4ed3-9f0b-6a2b1c6f3a01</id>
                      <title>Green Button Usage Feed</title>
                      <updated>2026-01-02T03:04:05Z</updated>
                    """);
            for (int flow : FLOWS) {
                entry(BASE + "/ReadingType/" + flow, BASE + "/ReadingType", "", """
                            <espi:ReadingType>
                              <espi:accumulationBehaviour>4</espi:accumulationBehaviour>
                              <espi:commodity>1</espi:commodity>
                              <espi:flowDirection>%d</espi:flowDirection>
                              <espi:intervalLength>900</espi:intervalLength>
                              <espi:kind>12</espi:kind>
                              <espi:powerOfTenMultiplier>-3</espi:powerOfTenMultiplier>
                              <espi:uom>72</espi:uom>
                            </espi:ReadingType>
                        """.formatted(flow));
            }
        }

        private void entry(String self, String up, String links, String content) throws IOException {
            beginEntry(self, up, links);
            out.write(content);
            endEntry();
        }

        private void beginEntry(String self, String up, String links) throws IOException {
            out.write("""
                      <entry>
                        <id>urn:uuid:5c2e61f4-5ae0-4ed3-9f0b-6a2b1c6f3a02</id>
                        <link rel="self" href="%s"/>
                        <link rel="up" href="%s"/>
                        %s<title/>
                        <published>2026-01-02T03:04:05Z</published>
                        <updated>2026-01-02T03:04:05Z</updated>
                        <content type="application/xml">
                    """.formatted(self, up, links));
        }

        private void endEntry() throws IOException {
            out.write("    </content>\n  </entry>\n");
        }

        @Override
        public void reading(int point, int direction, long start, long value) throws IOException {
            if (point != this.point || direction != this.direction) {
                endBlock();
                beginSeries(point, direction);
                beginBlock(start);
            } else if ((start - START) % DAY == 0) {
                endBlock();
                beginBlock(start);
            }
            out.write("     <IntervalReading>\n       <ReadingQuality>\n         <quality>17</quality>\n"
                    + "       </ReadingQuality>\n       <timePeriod>\n         <duration>900</duration>\n"
                    + "         <start>" + start + "</start>\n       </timePeriod>\n"
                    + "       <value>" + value + "</value>\n     </IntervalReading>\n");
        }

        private void beginSeries(int point, int direction) throws IOException {
            String own = BASE + "/Subscription/7/UsagePoint/" + point;
            if (point != this.point) {
                entry(own, BASE + "/Subscription/7/UsagePoint",
                        "<link rel=\"related\" href=\"" + own + "/MeterReading\"/>\n    ", """
                                    <espi:UsagePoint>
                                      <espi:ServiceCategory><espi:kind>0</espi:kind></espi:ServiceCategory>
                                    </espi:UsagePoint>
                                """);
            }
            this.point = point;
            this.direction = direction;
            int flow = FLOWS[direction];
            entry(own + "/MeterReading/" + flow, own + "/MeterReading",
                    "<link rel=\"related\" href=\"" + BASE + "/ReadingType/" + flow + "\"/>\n    ",
                    "      <espi:MeterReading/>\n");
        }

        private void beginBlock(long start) throws IOException {
            String up = BASE + "/Subscription/7/UsagePoint/" + point + "/MeterReading/" + FLOWS[direction]
                    + "/IntervalBlock";
            beginEntry(up + "/" + start, up, "");
            out.write("    <IntervalBlock xmlns=\"http://naesb.org/espi\">\n      <interval>\n"
                    + "        <duration>86400</duration>\n        <start>" + start
                    + "</start>\n      </interval>\n");
        }

        private void endBlock() throws IOException {
            if (point >= 0) {
                out.write("    </IntervalBlock>\n");
                endEntry();
            }
        }

        void end() throws IOException {
            endBlock();
            out.write("</feed>\n");
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
