// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.retention.rules.PartitionYears;
import com.dcarbon.platform.audit.AuditTrail;

import reactor.core.publisher.Mono;

/**
 * The yearly partitions of the tables of readings. Making and dropping wait for no lock longer than seconds, since readers
 * would have to wait behind them; what did not work is done the next time.
 */
@Repository
class Partitions {
    /** Those with yearly partitions {@code <table>_<year>} and a default one {@code <table>_other}. */
    static final String BLOCKS = "interval_blocks";
    static final String REVISIONS = "interval_block_revisions";
    static final List<String> TABLES = List.of(BLOCKS, REVISIONS);

    private final DatabaseClient database;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;

    Partitions(DatabaseClient database, AuditTrail audit, TransactionalOperator transaction) {
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
    }

    Mono<PartitionYears> years(String table) {
        return database.sql("""
                select substring(part.relname from '_([0-9]{4})$')::int as year
                  from pg_inherits join pg_class part on part.oid = inhrelid
                 where inhparent = cast(:table as regclass) and part.relname ~ '_[0-9]{4}$'""")
                .bind("table", table)
                .map(row -> Objects.requireNonNull(row.get("year", Integer.class)))
                .all()
                .collect(Collectors.toSet())
                .map(PartitionYears::new);
    }

    /**
     * Makes the partition of that year, unless it is there. Moves nothing: false if rows of that year lie in the default
     * partition already.
     */
    Mono<Boolean> make(String table, int year) {
        Mono<Boolean> made = database.sql("""
                create table if not exists %1$s_%2$d partition of %1$s for values from ('%3$s') to ('%4$s')"""
                .formatted(table, year, PartitionYears.startOf(year), PartitionYears.startOf(year + 1)))
                .then()
                .thenReturn(true);
        return alone().then(isInDefault(table, year))
                .flatMap(there -> there ? Mono.just(false) : made)
                .as(transaction::transactional);
    }

    private Mono<Boolean> isInDefault(String table, int year) {
        return database.sql("select exists (select 1 from " + table
                + "_other where start_at >= :from and start_at < :to) as there")
                .bind("from", PartitionYears.startOf(year))
                .bind("to", PartitionYears.startOf(year + 1))
                .map(row -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
                .one();
    }

    /** Drops the partition of that year with everything in it, unless another replica has. */
    Mono<Void> drop(String table, int year) {
        return alone().then(isThere(table, year))
                .filter(there -> there)
                .flatMap(_ -> database.sql("drop table %s_%d".formatted(table, year)).then()
                        .then(audit.recordBySystem("intervals_dropped", null, null,
                                Map.of("table", table, "year", year))))
                .as(transaction::transactional);
    }

    private Mono<Boolean> isThere(String table, int year) {
        return database.sql("select to_regclass(:name) is not null as there")
                .bind("name", "%s_%d".formatted(table, year))
                .map(row -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
                .one();
    }

    /** Drops what came for years without a partition and ended before that time. */
    Mono<Void> clearDefault(String table, Instant before) {
        return database.sql("delete from " + table + "_other where end_at <= :before")
                .bind("before", before)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .flatMap(rows -> audit.recordBySystem("intervals_dropped", null, null,
                        Map.of("table", table, "before", before.toString(), "rows", rows)))
                .as(transaction::transactional);
    }

    /** Whether any row has no partition of its own. */
    Mono<Boolean> anyInDefault(String table) {
        return database.sql("select exists (select 1 from " + table + "_other) as there")
                .map(row -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
                .one();
    }

    private Mono<Void> alone() {
        return database.sql("set local lock_timeout = '3s'")
                .then()
                .then(database.sql("select pg_advisory_xact_lock(hashtextextended('partitions', 0))").then());
    }
}
