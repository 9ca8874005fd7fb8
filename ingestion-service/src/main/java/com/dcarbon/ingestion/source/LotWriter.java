// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.Closeable;
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
final class LotWriter implements Closeable {
    /** The longest run: it fits into the buffer. */
    private static final int LONGEST_RUN = 4_096;

    private final FileChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(SpooledReading.SIZE + LONGEST_RUN * Long.BYTES);
    private final long[] values = new long[LONGEST_RUN];
    private @Nullable SpooledReading first;
    private int count;

    LotWriter(Path file) throws IOException {
        out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void add(SpooledReading reading) throws IOException {
        SpooledReading begun = first;
        if (begun == null || count == LONGEST_RUN || !reading.follows(begun, count)) {
            endRun();
            first = reading;
        }
        values[count++] = reading.reading().value();
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

    @Override
    public void close() throws IOException {
        try (out) {
            endRun();
            flush();
        }
    }
}
