// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Records who read a meter's intervals: once per person, meter and quarter hour. */
@Repository
class IntervalAccesses {
    private static final long QUARTER_HOUR = Duration.ofMinutes(15).toSeconds();
    private static final Duration KEPT = Duration.ofDays(1);

    private final DatabaseClient database;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    IntervalAccesses(DatabaseClient database, AuditTrail audit, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Completes once the access is on record, so that nothing is read without it. */
    Mono<Void> record(Meter meter, Caller caller) {
        long second = clock.instant().getEpochSecond();
        Instant quarterHour = Instant.ofEpochSecond(second - second % QUARTER_HOUR);
        return isRecorded(meter, caller, quarterHour)
                .flatMap(known -> known ? Mono.empty() : recordFirst(meter, caller, quarterHour));
    }

    /** Most reads are not the first of their quarter hour, and need no transaction. */
    private Mono<Boolean> isRecorded(Meter meter, Caller caller, Instant quarterHour) {
        return database.sql("""
                select exists (select from interval_accesses
                                where user_id = :user and meter_id = :meter and quarter_hour = :quarter) as known""")
                .bind("user", caller.userId())
                .bind("meter", meter.id())
                .bind("quarter", quarterHour)
                .map(row -> Boolean.TRUE.equals(row.get("known", Boolean.class)))
                .one();
    }

    private Mono<Void> recordFirst(Meter meter, Caller caller, Instant quarterHour) {
        return database.sql("""
                insert into interval_accesses (user_id, meter_id, quarter_hour) values (:user, :meter, :quarter)
                on conflict do nothing""")
                .bind("user", caller.userId())
                .bind("meter", meter.id())
                .bind("quarter", quarterHour)
                .fetch()
                .rowsUpdated()
                .filter(inserted -> inserted > 0)
                .flatMap(first -> audit.record("interval_data_accessed", caller, meter.facilityId(),
                        meter.authorizationId(), Map.of("meter_id", meter.id())))
                .as(transaction::transactional);
    }

    /** Forgets what can no longer be repeated. */
    Mono<Void> forgetOld() {
        return database.sql("delete from interval_accesses where quarter_hour < :limit")
                .bind("limit", clock.instant().minus(KEPT))
                .then();
    }
}
