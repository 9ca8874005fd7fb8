// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;

/** Reads a lot back, a little at a time. */
final class LotIterator implements Iterator<SpooledReading>, Closeable {
    private static final int BUFFER = 512 * SpooledReading.SIZE;

    private final FileChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private int left;

    LotIterator(SortedLot lot) throws IOException {
        this.in = FileChannel.open(lot.file(), StandardOpenOption.READ);
        this.left = lot.size();
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public SpooledReading next() {
        left--;
        if (buffer.remaining() < SpooledReading.SIZE) {
            fill();
        }
        return SpooledReading.read(buffer);
    }

    private void fill() {
        buffer.compact();
        try {
            while (buffer.position() < SpooledReading.SIZE) {
                if (in.read(buffer) < 0) {
                    throw new EOFException("a file of sorted readings is too short");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
