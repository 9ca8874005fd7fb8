// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;

/** Whole numbers on their way into an array of the database, or out of it, without an object for each. */
final class NumberArray {
    /** Dimensions, whether any is null, the elements' type, their number, the first one's index. */
    private static final int HEADER = 5 * Integer.BYTES;
    private static final int NULL = -1;
    private static final int RADIX = 10;

    private final Type type;
    private final BitSet absent = new BitSet();
    private long[] values;
    private int size;

    /** A type of the database, with the numbers of itself and of its arrays in {@code pg_type}, which never change. */
    enum Type {
        SMALLINT(21, 1005, Short.BYTES),
        INTEGER(23, 1007, Integer.BYTES),
        BIGINT(20, 1016, Long.BYTES);

        private final int oid;
        private final int arrayOid;
        private final int bytes;

        Type(int oid, int arrayOid, int bytes) {
            this.oid = oid;
            this.arrayOid = arrayOid;
            this.bytes = bytes;
        }
    }

    /** @param expected how many will be added; there may be more */
    NumberArray(Type type, int expected) {
        this.type = type;
        this.values = new long[Math.max(1, expected)];
    }

    /** The numbers of an array as Postgres writes it: <code>{66,NULL,-3}</code>. */
    static NumberArray read(Type type, ByteBuf text) {
        int begin = text.readerIndex();
        int end = text.writerIndex();
        var array = new NumberArray(type, (end - begin) / 2);
        int at = begin + 1;
        while (at < end - 1) {
            if (text.getByte(at) == 'N') {
                array.add((Number) null);
                at += "NULL,".length();
                continue;
            }
            boolean negative = text.getByte(at) == '-';
            at += negative ? 1 : 0;
            long number = 0;
            // Kept below zero, where the smallest number has its place.
            for (int digit; (digit = text.getByte(at) - '0') >= 0 && digit < RADIX; at++) {
                number = RADIX * number - digit;
            }
            array.add(negative ? number : -number);
            at++;
        }
        return array;
    }

    static Optional<Type> ofArray(int oid) {
        return Stream.of(Type.values()).filter(type -> type.arrayOid == oid).findFirst();
    }

    /** The number at that place; 0 for none. */
    long number(int place) {
        return values[place];
    }

    /** What is at that place, or null. */
    @Nullable
    Long get(int place) {
        return absent.get(place) ? null : Long.valueOf(values[place]);
    }

    int arrayOid() {
        return type.arrayOid;
    }

    int size() {
        return size;
    }

    /** @param value of the type; null for none */
    void add(@Nullable Number value) {
        if (value == null) {
            absent.set(size);
            add(0L);
        } else {
            add(value.longValue());
        }
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** How many bytes {@link #writeTo} writes. */
    int bytes() {
        return size == 0
                ? 3 * Integer.BYTES
                : HEADER + size * (Integer.BYTES + type.bytes) - absent.cardinality() * type.bytes;
    }

    /** As {@code array_recv} of Postgres reads it. */
    void writeTo(ByteBuf out) {
        out.writeInt(size == 0 ? 0 : 1).writeInt(absent.isEmpty() ? 0 : 1).writeInt(type.oid);
        if (size > 0) {
            out.writeInt(size).writeInt(1);
        }
        for (int i = 0; i < size; i++) {
            if (absent.get(i)) {
                out.writeInt(NULL);
            } else {
                out.writeInt(type.bytes);
                write(values[i], out);
            }
        }
    }

    private void write(long value, ByteBuf out) {
        switch (type) {
            case SMALLINT -> out.writeShort((int) value);
            case INTEGER -> out.writeInt((int) value);
            case BIGINT -> out.writeLong(value);
        }
    }
}
