// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows whose secrets are not under the primary key, whatever table they are in. */
@Repository
class SealedRows {
    private final DatabaseClient database;

    SealedRows(DatabaseClient database) {
        this.database = database;
    }

    Flux<SealedRow> claim(SealedTable table, String primary, Instant now, int limit) {
        return database.sql(table.claim()).bind("primary", primary).bind("now", now).bind("limit", limit)
                .map(row -> row(table, row)).all();
    }

    Mono<Void> store(SealedRow row) {
        var update = database.sql(row.table().reseal()).bind("id", row.id());
        for (Map.Entry<String, @Nullable String> text : row.texts().entrySet()) {
            update = update.bind(text.getKey(), nullable(text.getValue(), String.class));
        }
        return update.then();
    }

    Mono<Void> passOver(SealedRow row, Instant until) {
        return database.sql(row.table().passOver()).bind("id", row.id()).bind("after", until).then();
    }

    /** How many there are in all tables. */
    Mono<Long> count(String primary) {
        return Flux.fromIterable(SealedTable.ALL)
                .concatMap(table -> database.sql(table.countLeft()).bind("primary", primary)
                        .map(row -> required(row, "left_over", Long.class)).one())
                .reduce(0L, Long::sum);
    }

    private static SealedRow row(SealedTable table, Readable row) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        table.secrets().forEach(column -> texts.put(column, row.get(column, String.class)));
        return new SealedRow(table, required(row, "id", UUID.class), texts);
    }
}
