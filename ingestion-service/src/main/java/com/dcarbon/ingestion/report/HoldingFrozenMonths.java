// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.retention.RetentionHold;

import reactor.core.publisher.Mono;

/**
 * Keeps the readings of every month that was frozen, and of those after it: without them the next report would take back what
 * was told, as if it had never been generated.
 */
@Component
class HoldingFrozenMonths implements RetentionHold {
    private final DatabaseClient database;

    HoldingFrozenMonths(DatabaseClient database) {
        this.database = database;
    }

    /** A day before the month: somewhere it begins before UTC's does. */
    @Override
    public Mono<Instant> neededFrom() {
        return database.sql("select min(month) as first from generation_reports")
                .map(row -> Optional.ofNullable(row.get("first", LocalDate.class)))
                .one()
                .flatMap(Mono::justOrEmpty)
                .map(first -> first.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
