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

/** Readings that were taken out of a document before, from their file. */
final class FiledReadings implements PastReadings, Closeable {
    private static final int BUFFER = 1 << 18;

    private final String target;
    private final FileChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder()).limit(0);
    private final TakenReadings taken = new TakenReadings();

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
        int left = count;
        while (left > 0) {
            if (buffer.remaining() < TakenReadings.SIZE) {
                fill();
            }
            left -= taken.takeFrom(buffer, left);
        }
        return taken;
    }

    private void fill() throws IOException {
        buffer.compact();
        while (buffer.position() < TakenReadings.SIZE) {
            if (in.read(buffer) < 0) {
                throw new EOFException("a file of readings is too short");
            }
        }
        buffer.flip();
    }

    @Override
    public void skip(int count) throws IOException {
        long bytes = (long) count * TakenReadings.SIZE;
        int present = (int) Math.min(bytes, buffer.remaining());
        buffer.position(buffer.position() + present);
        in.position(in.position() + bytes - present);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
