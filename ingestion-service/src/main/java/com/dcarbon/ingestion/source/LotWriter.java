// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Writes sorted readings into a file, for {@link LotIterator}. Those that follow one another and differ in their values
 * alone, as nearly all do, are a run: the first one, how many they are, and a value for each.
 */
final class LotWriter {
    /** The longest run: it fits into the buffer. */
    private static final int LONGEST_RUN = 4_096;

    private final Path file;
    private final FileChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(SpooledReading.SIZE + LONGEST_RUN * Long.BYTES);
    private final long[] values = new long[LONGEST_RUN];
    private @Nullable SpooledReading first;
    private int count;
    private long size;

    /** @param folder in which it makes its file, and with which that is closed if it is not finished before */
    LotWriter(SpoolFolder folder) throws IOException {
        file = folder.newFile();
        out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        folder.closing(out);
    }

    /** @param reading comes after what was added before */
    void add(SpooledReading reading) throws IOException {
        if (!follows(reading)) {
            endRun();
            first = reading;
        }
        put(reading);
    }

    /** Adds it if it comes after what was added before. */
    boolean goesOnWith(SpooledReading reading) throws IOException {
        if (follows(reading)) {
            put(reading);
            return true;
        }
        SpooledReading begun = first;
        if (begun != null && !reading.isAfter(begun.following(count - 1, 0))) {
            return false;
        }
        add(reading);
        return true;
    }

    private boolean follows(SpooledReading reading) {
        return first != null && count < LONGEST_RUN && reading.follows(first, count);
    }

    private void put(SpooledReading reading) {
        values[count++] = reading.reading().value();
        size++;
    }

    private void endRun() throws IOException {
        if (first == null) {
            return;
        }
        if (buffer.remaining() < SpooledReading.SIZE + count * Long.BYTES) {
            flush();
        }
        first.write(buffer, count);
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

    /** Ends it. */
    SortedLot finished() throws IOException {
        try (out) {
            endRun();
            flush();
        }
        return new SortedLot(file, size);
    }
}
