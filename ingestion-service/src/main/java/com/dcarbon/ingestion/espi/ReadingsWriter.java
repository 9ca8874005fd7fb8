// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes readings that were taken out of a document into a file, for {@link FiledReadings}. Those that follow one another
 * with the same length and quality, as nearly all do, are a run: what they share, how many they are, and a value for each.
 */
final class ReadingsWriter implements Closeable {
    /** How many bytes a run has besides its values: its start, its facts, its quality, and how many values follow. */
    static final int HEADER = 3 * Long.BYTES + Integer.BYTES;
    private static final int BUFFER = 1 << 17;
    private static final int LONGEST_RUN = 4_096;

    private final FileChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.nativeOrder());
    private final long[] values = new long[LONGEST_RUN];
    private int count;
    private long start;
    private long next;
    private long facts;
    private long quality;

    ReadingsWriter(Path file) throws IOException {
        out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /** Takes all that are there. */
    void write(TakenReadings taken) throws IOException {
        while (!taken.isEmpty()) {
            taken.next();
            add(taken);
        }
    }

    private void add(TakenReadings reading) throws IOException {
        boolean follows = reading.start() == next && reading.facts() == facts && reading.quality() == quality;
        if (count > 0 && (!follows || count == LONGEST_RUN)) {
            endRun();
        }
        if (count == 0) {
            start = reading.start();
            facts = reading.facts();
            quality = reading.quality();
        }
        values[count++] = reading.value();
        next = reading.start() + reading.length();
    }

    private void endRun() throws IOException {
        if (buffer.remaining() < HEADER + count * Long.BYTES) {
            flush();
        }
        buffer.putLong(start).putLong(facts).putLong(quality).putInt(count);
        for (int i = 0; i < count; i++) {
            buffer.putLong(values[i]);
        }
        count = 0;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            endRun();
            flush();
        }
    }
}
