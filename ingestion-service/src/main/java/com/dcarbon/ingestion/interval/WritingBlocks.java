// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.IntervalBlocks.Origin;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.interval.rules.FingerprintedBlock;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Merged;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Result;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes what a merge changes, a statement for each kind of change. */
@Repository
class WritingBlocks {
    private static final String KEEP = """
            insert into interval_block_revisions (id, meter_id, direction, start_at, end_at, interval_seconds,
                power_of_ten, values, qualities, source, source_updated, job_id, valid_from, valid_until,
                replaced_by_job)
            select :id, meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                   qualities, source, source_updated, job_id, changed_at, :now, :job
              from interval_blocks
             where meter_id = :meter and direction = :direction and\s""" + Starts.WHERE;
    private static final String REMOVE = """
            delete from interval_blocks
             where meter_id = :meter and direction = :direction and\s""" + Starts.WHERE;

    private final DatabaseClient database;
    private final Clock clock;

    WritingBlocks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Runs in the caller's transaction. */
    Mono<Void> write(Series series, Merged changes, Origin origin) {
        Set<Long> again = changes.added().stream().map(added -> added.block().start())
                .collect(Collectors.toCollection(HashSet::new));
        List<IntervalBlock> gone = changes.removed().stream().filter(block -> !again.contains(block.start())).toList();
        boolean replaces = gone.size() < changes.removed().size();
        return keepRevisions(series, changes.corrected(), origin)
                .then(Mono.defer(() -> remove(series, gone)))
                .then(Mono.defer(() -> put(series, changes.added(), origin, replaces)));
    }

    /** Writes what has nothing stored beside it. Runs in the caller's transaction. */
    Mono<Void> write(Series series, List<FingerprintedBlock> fresh, Origin origin) {
        return put(series, fresh, origin, false);
    }

    private Mono<Void> keepRevisions(Series series, List<IntervalBlock> corrected, Origin origin) {
        return corrected.isEmpty()
                ? Mono.empty()
                : Starts.of(corrected)
                        .bindTo(database.sql(KEEP))
                        .bind("id", Ids.next())
                        .bind("now", clock.instant())
                        .bind("job", origin.jobId())
                        .bind("meter", series.meterId())
                        .bind("direction", series.direction().wire())
                        .then();
    }

    private Mono<Void> remove(Series series, List<IntervalBlock> removed) {
        return removed.isEmpty()
                ? Mono.empty()
                : Starts.of(removed)
                        .bindTo(database.sql(REMOVE))
                        .bind("meter", series.meterId())
                        .bind("direction", series.direction().wire())
                        .then();
    }

    private Mono<Void> put(Series series, List<FingerprintedBlock> blocks, Origin origin, boolean replaces) {
        if (blocks.isEmpty()) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        String statement = replaces ? BlockColumns.INSERT_OR_REPLACE : BlockColumns.INSERT;
        return database.inConnectionMany(connection -> Flux
                .from(new BlockColumns(blocks)
                        .bind(connection.createStatement(statement), series, origin, now)
                        .execute())
                .flatMap(Result::getRowsUpdated)).then();
    }
}
