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

import org.jspecify.annotations.Nullable;

/** Reads a lot back, a little at a time. */
final class LotIterator implements Iterator<SpooledReading>, Closeable {
    private static final int BUFFER = 1 << 14;

    private final FileChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long left;
    private @Nullable SpooledReading first;
    private int inRun;
    private int next;

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
        SpooledReading begun = first;
        if (begun == null || next == inRun) {
            require(SpooledReading.SIZE);
            begun = SpooledReading.read(buffer);
            inRun = buffer.getInt();
            first = begun;
            next = 0;
        }
        require(Long.BYTES);
        return begun.following(next++, buffer.getLong());
    }

    private void require(int bytes) {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        try {
            while (buffer.position() < bytes) {
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
