// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.NumberArray.Type;
import com.dcarbon.ingestion.interval.rules.BlockHead;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.spi.Readable;

/**
 * The blocks of a period in one row: a list for each column, and the values and qualities of all of them as text, with
 * {@code ;} between two blocks; one quality for all where a block has only one. One row takes a fraction of the time of
 * one per block.
 */
final class StoredBlocks {
    private static final String TOUCHING = """
            meter_id = :meter and direction = :direction and start_at < :to and end_at > :from
                       and start_at > :from::timestamptz - interval '401 days'""";
    private static final String SELECT = """
            select array_agg(begins) as begins, array_agg(interval_seconds) as seconds, array_agg(power_of_ten) as powers,
                   array_agg(updated) as updated, string_agg(values::text, ';') as values,
                   string_agg(case when qualities = array_fill(qualities[1], array[cardinality(qualities)])
                                   then coalesce(qualities[1]::text, 'NULL') else qualities::text end, ';') as qualities
              from (select extract(epoch from start_at)::bigint as begins, interval_seconds, power_of_ten, values, qualities,
                           coalesce(extract(epoch from source_updated), 0)::bigint as updated
                      from interval_blocks
                     where %s
                     order by start_at) as block""";
    static final String OF_PERIOD = SELECT.formatted(TOUCHING);
    static final String OF_STARTS = SELECT
            .formatted("meter_id = :meter and direction = :direction and " + Starts.WHERE);
    static final String HEADS = """
            select array_agg(begins) as begins, array_agg(fingerprint) as fingerprints
              from (select extract(epoch from start_at)::bigint as begins, fingerprint
                      from interval_blocks
                     where %s
                     order by start_at) as block""".formatted(TOUCHING);

    private StoredBlocks() {}

    /** Of {@link #HEADS}, sorted by start. */
    static List<BlockHead> heads(Readable row) {
        NumberArray begins = row.get("begins", NumberArray.class);
        if (begins == null) {
            return List.of();
        }
        NumberArray fingerprints = numbers(row, "fingerprints");
        List<BlockHead> heads = new ArrayList<>(begins.size());
        for (int i = 0; i < begins.size(); i++) {
            heads.add(new BlockHead(begins.number(i), fingerprints.get(i)));
        }
        return heads;
    }

    /** Sorted by start. */
    static List<IntervalBlock> of(Readable row) {
        NumberArray begins = row.get("begins", NumberArray.class);
        if (begins == null) {
            return List.of();
        }
        NumberArray seconds = numbers(row, "seconds");
        NumberArray powers = numbers(row, "powers");
        NumberArray updated = numbers(row, "updated");
        ByteBuf values = text(row, "values");
        ByteBuf qualities = text(row, "qualities");
        List<IntervalBlock> blocks = new ArrayList<>(begins.size());
        for (int i = 0; i < begins.size(); i++) {
            List<@Nullable Long> numbers = values(NumberArray.read(Type.BIGINT, next(values)));
            blocks.add(new IntervalBlock(begins.number(i), (int) seconds.number(i), (int) powers.number(i), numbers,
                    qualities(next(qualities), numbers.size()), updated.number(i)));
        }
        return blocks;
    }

    private static NumberArray numbers(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, NumberArray.class));
    }

    private static ByteBuf text(Readable row, String column) {
        return Unpooled.wrappedBuffer(
                Objects.requireNonNull(row.get(column, String.class)).getBytes(StandardCharsets.US_ASCII));
    }

    /** What is before the next separator, which is passed over. */
    private static ByteBuf next(ByteBuf text) {
        int length = text.bytesBefore((byte) ';');
        ByteBuf part = text.readSlice(length < 0 ? text.readableBytes() : length);
        text.skipBytes(length < 0 ? 0 : 1);
        return part;
    }

    private static List<@Nullable Long> values(NumberArray numbers) {
        List<@Nullable Long> list = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            list.add(numbers.get(i));
        }
        return list;
    }

    private static List<@Nullable Short> qualities(ByteBuf text, int intervals) {
        if (text.getByte(text.readerIndex()) == '{') {
            return qualities(NumberArray.read(Type.SMALLINT, text));
        }
        String one = text.toString(StandardCharsets.US_ASCII);
        return Collections.nCopies(intervals, one.equals("NULL") ? null : Short.valueOf(one));
    }

    private static List<@Nullable Short> qualities(NumberArray numbers) {
        List<@Nullable Short> list = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            Long quality = numbers.get(i);
            list.add(quality == null ? null : Short.valueOf(quality.shortValue()));
        }
        return list;
    }
}
