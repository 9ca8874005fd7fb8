// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.IntervalBlock;

import io.r2dbc.spi.Statement;

/**
 * Many blocks as the parameters of one statement: a list for each column, and the values and qualities of all of them in
 * a row, of which each block has its part. One statement takes a tenth of the time of one per block.
 */
final class BlockColumns {
    static final String INSERT = """
            insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                qualities, source, source_updated, job_id, changed_at)
            select $1, $2, to_timestamp(block.begins), to_timestamp(block.ends), block.seconds, block.power,
                   ($3::bigint[])[block.first:block.last], ($4::smallint[])[block.first:block.last],
                   $5, to_timestamp(block.updated), $6, $7
              from unnest($8::bigint[], $9::bigint[], $10::integer[], $11::smallint[], $12::bigint[], $13::integer[],
                       $14::integer[]) as block (begins, ends, seconds, power, updated, first, last)""";

    private final List<@Nullable Long> values = new ArrayList<>();
    private final List<@Nullable Short> qualities = new ArrayList<>();
    private final List<Long> begins = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private final List<Integer> seconds = new ArrayList<>();
    private final List<Short> powers = new ArrayList<>();
    private final List<@Nullable Long> updated = new ArrayList<>();
    private final List<Integer> first = new ArrayList<>();
    private final List<Integer> last = new ArrayList<>();

    BlockColumns(List<IntervalBlock> blocks) {
        blocks.forEach(this::add);
    }

    private void add(IntervalBlock block) {
        first.add(values.size() + 1);
        values.addAll(block.values());
        qualities.addAll(block.qualities());
        last.add(values.size());
        begins.add(block.start());
        ends.add(block.end());
        seconds.add(block.seconds());
        powers.add((short) block.powerOfTen());
        updated.add(block.updated() > 0 ? Long.valueOf(block.updated()) : null);
    }

    Statement bind(Statement statement, IntervalBlocks.Series series, IntervalBlocks.Origin origin, Instant now) {
        return statement.bind(0, series.meterId())
                .bind(1, series.direction().wire())
                .bind(2, values.toArray(new Long[0]))
                .bind(3, qualities.toArray(new Short[0]))
                .bind(4, origin.source())
                .bind(5, origin.jobId())
                .bind(6, now)
                .bind(7, begins.toArray(new Long[0]))
                .bind(8, ends.toArray(new Long[0]))
                .bind(9, seconds.toArray(new Integer[0]))
                .bind(10, powers.toArray(new Short[0]))
                .bind(11, updated.toArray(new Long[0]))
                .bind(12, first.toArray(new Integer[0]))
                .bind(13, last.toArray(new Integer[0]));
    }
}
