// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.IntervalBlock;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Writes blocks as PostgreSQL's binary COPY format has them (PostgreSQL documentation, COPY, Binary Format). */
final class BlockCopy {
    /** What the columns are, in the order in which they are written. */
    static final String SQL = """
            copy interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values, qualities,
                source, source_updated, job_id, changed_at) from stdin with (format binary)""";

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int COLUMNS = 12;
    private static final int NULL = -1;
    private static final int INT2 = 21;
    private static final int INT8 = 20;
    private static final int ROW_SIZE = 200;
    private static final int INTERVAL_SIZE = 18;

    private final ByteBuf out;

    private BlockCopy(ByteBuf out) {
        this.out = out;
    }

    /** The whole content of a COPY; whoever receives it releases it. */
    static ByteBuf of(IntervalBlocks.Series series, List<IntervalBlock> blocks, IntervalBlocks.Origin origin,
            Instant now) {
        int size = blocks.stream().mapToInt(block -> ROW_SIZE + INTERVAL_SIZE * block.values().size()).sum();
        var copy = new BlockCopy(ByteBufAllocator.DEFAULT.buffer(size));
        copy.out.writeBytes(SIGNATURE).writeInt(0).writeInt(0);
        for (IntervalBlock block : blocks) {
            copy.row(series, block, origin, now);
        }
        return copy.out.writeShort(NULL);
    }

    private void row(IntervalBlocks.Series series, IntervalBlock block, IntervalBlocks.Origin origin, Instant now) {
        out.writeShort(COLUMNS);
        uuid(series.meterId());
        text(series.direction().wire());
        time(Instant.ofEpochSecond(block.start()));
        time(Instant.ofEpochSecond(block.end()));
        out.writeInt(Integer.BYTES).writeInt(block.seconds());
        out.writeInt(Short.BYTES).writeShort(block.powerOfTen());
        values(block.values());
        qualities(block.qualities());
        text(origin.source());
        if (block.updated() > 0) {
            time(Instant.ofEpochSecond(block.updated()));
        } else {
            out.writeInt(NULL);
        }
        uuid(origin.jobId());
        time(now);
    }

    private void uuid(UUID id) {
        out.writeInt(2 * Long.BYTES).writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length).writeBytes(bytes);
    }

    private void time(Instant time) {
        out.writeInt(Long.BYTES).writeLong(EPOCH.until(time, ChronoUnit.MICROS));
    }

    private void values(List<@Nullable Long> values) {
        int place = beginArray(values, INT8);
        for (Long value : values) {
            if (value == null) {
                out.writeInt(NULL);
            } else {
                out.writeInt(Long.BYTES).writeLong(value);
            }
        }
        endArray(place);
    }

    private void qualities(List<@Nullable Short> qualities) {
        int place = beginArray(qualities, INT2);
        for (Short quality : qualities) {
            if (quality == null) {
                out.writeInt(NULL);
            } else {
                out.writeInt(Short.BYTES).writeShort(quality);
            }
        }
        endArray(place);
    }

    /** One dimension, counted from 1. */
    private int beginArray(List<?> elements, int type) {
        int place = out.writerIndex();
        out.writeInt(0).writeInt(1).writeInt(elements.contains(null) ? 1 : 0).writeInt(type);
        out.writeInt(elements.size()).writeInt(1);
        return place;
    }

    private void endArray(int place) {
        out.setInt(place, out.writerIndex() - place - Integer.BYTES);
    }
}
