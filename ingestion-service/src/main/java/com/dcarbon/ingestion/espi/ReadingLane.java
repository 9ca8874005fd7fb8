// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A fast lane beside the parser: takes out of a document's bytes the interval readings that are written as plainly as they
 * can be, before the parser sees them, and leaves a processing instruction in the place of each run of them. All else, and
 * every reading that is written in any other way, the parser gets as it stands.
 *
 * <p>What it takes is a whole element of a closed grammar ({@link PlainReading}), so the document without it is
 * well-formed exactly if it was. It looks for readings only between the children of an {@code IntervalBlock}, never inside
 * comments, CDATA sections, instructions or tags, and not at all once there is a document type declaration. The name of
 * its instruction is new for each document, so that no document can bring one of its own.
 */
final class ReadingLane extends InputStream implements PastReadings {
    private static final int BUFFER = 1 << 18;
    private static final int LONGEST_READING = 4_096;
    private static final int LONGEST_RUN = 512;
    private static final byte[] BLOCK = "IntervalBlock".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final String target = "readings-" + UUID.randomUUID();
    private final TakenReadings taken = new TakenReadings();
    /** Zeros follow what is in it, so that nothing has to look where it ends. */
    private final byte[] buffer = new byte[BUFFER + PlainReading.LONGEST_TAG];
    private final XmlTokens tokens = new XmlTokens(buffer);
    private int position;
    private int limit;
    private boolean ended;
    private PlainReading reading = PlainReading.withPrefix(buffer, taken, "");
    private boolean inBlock;
    private int depth;
    private byte[] handedOn = buffer;
    private int from;
    private int to;
    private byte[] marker = {};
    private int runBegin;

    ReadingLane(InputStream in) {
        this.in = in;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public TakenReadings take(int count) {
        return taken;
    }

    @Override
    public void skip(int count) {
        taken.skip(count);
    }

    /** The readings that were taken out and went nowhere yet. */
    TakenReadings taken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (from == to) {
            if (!advance()) {
                return -1;
            }
        }
        int count = Math.min(length, to - from);
        System.arraycopy(handedOn, from, target, offset, count);
        from += count;
        return count;
    }

    /** Makes the next bytes ready to be handed on; false at the end. */
    private boolean advance() throws IOException {
        if (marker.length > 0) {
            handOn(marker, 0, marker.length);
            marker = new byte[0];
            return true;
        }
        int begin = position;
        while (marker.length == 0 && step()) {
            // one token after the other
        }
        int end = marker.length == 0 ? position : runBegin;
        if (end > begin) {
            handOn(buffer, begin, end);
            return true;
        }
        return marker.length > 0 || refill() || rest();
    }

    private void handOn(byte[] bytes, int begin, int end) {
        handedOn = bytes;
        from = begin;
        to = end;
    }

    /** What is left at the end, complete or not, is the parser's. */
    private boolean rest() {
        handOn(buffer, position, limit);
        position = limit;
        return from < to;
    }

    /** @return false at the end, or where a token is longer than the buffer, which is the parser's business */
    private boolean refill() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int count = limit == BUFFER ? 0 : in.read(buffer, limit, BUFFER - limit);
        if (count == 0) {
            tokens.giveUp();
            inBlock = false;
            return true;
        }
        ended = count < 0;
        limit += Math.max(0, count);
        Arrays.fill(buffer, limit, Math.min(buffer.length, limit + PlainReading.LONGEST_TAG), (byte) 0);
        return true;
    }

    /** Goes over the next token or run of readings; false if it is not all there. */
    private boolean step() {
        if (position == limit) {
            return false;
        }
        if (inBlock && depth == 0 && tokens.isBetween()) {
            if (!ended && limit - position < LONGEST_READING) {
                return false;
            }
            if (run()) {
                return true;
            }
        }
        int next = tokens.next(position, limit);
        if (next < 0) {
            return false;
        }
        follow(position);
        position = next;
        return true;
    }

    /** Takes as many readings as follow one another. */
    private boolean run() {
        int count = 0;
        int end = position;
        reading.begin();
        while (count < LONGEST_RUN && (ended || limit - end >= LONGEST_READING)) {
            int next = reading.take(end);
            if (next < 0 || next > limit) {
                break;
            }
            end = next;
            count++;
        }
        if (count == 0) {
            return false;
        }
        runBegin = position;
        position = end;
        marker = ("<?" + target + " " + count + " " + reading.lines() + "?>").getBytes(StandardCharsets.US_ASCII);
        return true;
    }

    /** Notices where blocks begin and end. */
    private void follow(int begin) {
        switch (tokens.kind()) {
            case START -> {
                if (inBlock) {
                    depth++;
                } else if (tokens.isNamed(begin, BLOCK)) {
                    inBlock = true;
                    depth = 0;
                    String prefix = tokens.prefix(begin);
                    reading = reading.isFor(prefix) ? reading : PlainReading.withPrefix(buffer, taken, prefix);
                }
            }
            case END -> {
                if (inBlock && --depth < 0) {
                    inBlock = false;
                }
            }
            case EMPTY, OTHER -> {
                // leads nowhere
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
