// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Readings that were taken out of a document before, from the file that {@link ReadingsWriter} has made. */
final class FiledReadings implements PastReadings, Closeable {
    private static final int BUFFER = 1 << 17;

    private final String target;
    private final FileChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.nativeOrder()).limit(0);
    private final TakenReadings taken = new TakenReadings();
    private int left;
    private long toSkip;
    private long start;
    private long facts;
    private long quality;

    FiledReadings(String target, Path file) throws IOException {
        this.target = target;
        this.in = FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public TakenReadings take(int count) throws IOException {
        passOver();
        long length = TakenReadings.lengthIn(facts);
        for (int i = 0; i < count; i++) {
            while (left == 0) {
                beginRun();
                length = TakenReadings.lengthIn(facts);
            }
            require(Long.BYTES);
            taken.add(start, facts, buffer.getLong(), quality);
            start += length;
            left--;
        }
        return taken;
    }

    private void beginRun() throws IOException {
        require(ReadingsWriter.HEADER);
        start = buffer.getLong();
        facts = buffer.getLong();
        quality = buffer.getLong();
        left = buffer.getInt();
    }

    private void require(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            if (in.read(buffer) < 0) {
                throw new EOFException("a file of readings is too short");
            }
        }
        buffer.flip();
    }

    /** Who takes none, as the first pass, need not read any. */
    @Override
    public void skip(int count) {
        toSkip += count;
    }

    private void passOver() throws IOException {
        while (toSkip > 0) {
            if (left == 0) {
                beginRun();
            }
            int some = (int) Math.min(toSkip, Math.min(left, BUFFER / Long.BYTES));
            require(some * Long.BYTES);
            buffer.position(buffer.position() + some * Long.BYTES);
            start += some * TakenReadings.lengthIn(facts);
            left -= some;
            toSkip -= some;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
