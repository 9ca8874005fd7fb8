// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Digests of what blocks hold: the first eight bytes of SHA-256 over the length of its intervals, the power of ten, and each
 * interval's value and quality. Two blocks with the same start and the same digest hold the same; nobody can make up
 * another one to a given digest. Not safe for several threads.
 */
final class Fingerprints {
    /** Length of an interval, power of ten, number of intervals. */
    private static final int HEAD = 3 * Integer.BYTES;
    /** What is there, value, quality. */
    private static final int INTERVAL = 1 + Long.BYTES + Short.BYTES;

    private final MessageDigest digest;
    private ByteBuffer written = ByteBuffer.allocate(HEAD + 100 * INTERVAL);

    Fingerprints() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of that block. Its start and when it was updated are not part of it. */
    long of(IntervalBlock block) {
        List<@Nullable Long> values = block.values();
        List<@Nullable Short> qualities = block.qualities();
        ByteBuffer out = empty(HEAD + values.size() * INTERVAL);
        out.putInt(block.seconds()).putInt(block.powerOfTen()).putInt(values.size());
        for (int i = 0; i < values.size(); i++) {
            put(out, values.get(i), qualities.get(i));
        }
        digest.update(out.array(), 0, out.position());
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private ByteBuffer empty(int size) {
        written = written.capacity() < size ? ByteBuffer.allocate(2 * size) : written.clear();
        return written;
    }

    private static void put(ByteBuffer out, @Nullable Long value, @Nullable Short quality) {
        out.put((byte) ((value == null ? 0 : 1) | (quality == null ? 0 : 2)));
        out.putLong(value == null ? 0 : value);
        out.putShort(quality == null ? 0 : quality);
    }
}
