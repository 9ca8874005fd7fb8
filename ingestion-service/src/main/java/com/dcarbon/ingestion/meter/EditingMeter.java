// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** What a person decides about a meter, with who did so in the audit log. Rights are checked before. */
@Component
class EditingMeter {
    private static final String LOCK = """
            select version, role, role_set_at is not null as decided, upload_accepted_at is not null as accepted,
                   source = 'upload' or exists (select from interval_blocks b
                       where b.meter_id = meters.id and b.source = 'upload') as uploaded
              from meters where id = :id for update""";
    /** Another role forgets which direction was counted: the next freeze looks again. */
    private static final String SET_ROLE = """
            update meters set role = :role, role_set_by = :user, role_set_at = :now, version = version + 1,
                   generated_from = case when role = :role then generated_from end
             where id = :id""";
    private static final String ACCEPT = """
            update meters set upload_accepted_by = :user, upload_accepted_at = :now, version = version + 1
             where id = :id""";

    private final DatabaseClient database;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    EditingMeter(DatabaseClient database, AuditTrail audit, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Before(long version, String role, boolean decided, boolean accepted, boolean uploaded) {}

    /**
     * Sets what the meter is for; later imports do not change it any more.
     *
     * @param version which the caller saw; fails with {@code precondition_failed} if it is not the current one
     */
    Mono<Void> role(Meter meter, String role, long version, Caller caller) {
        return locked(meter.id())
                .doOnNext(before -> {
                    if (before.version() != version) {
                        throw EntityVersion.stale();
                    }
                })
                .filter(before -> !before.decided() || !before.role().equals(role))
                .flatMap(before -> change(SET_ROLE, meter.id(), caller, role)
                        .then(Mono.defer(() -> audit.record("meter_role_changed", caller, meter.facilityId(),
                                meter.authorizationId(), details(meter, before, role)))))
                .as(transaction::transactional);
    }

    private static Map<String, @Nullable Object> details(Meter meter, Before before, String role) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("meter_id", meter.id());
        details.put("before", before.role());
        details.put("before_set_by_person", before.decided());
        details.put("after", role);
        return details;
    }

    /** Lets uploaded readings count. Again changes nothing; fails if there are none. */
    Mono<Void> acceptUpload(Meter meter, Caller caller) {
        return locked(meter.id())
                .doOnNext(before -> {
                    if (!before.uploaded()) {
                        throw new ProblemException(MeterProblem.NOTHING_UPLOADED,
                                "All readings of this meter came from the utility.");
                    }
                })
                .filter(before -> !before.accepted())
                .flatMap(before -> change(ACCEPT, meter.id(), caller, null)
                        .then(Mono.defer(() -> audit.record("meter_upload_accepted", caller, meter.facilityId(),
                                meter.authorizationId(), Map.of("meter_id", meter.id())))))
                .as(transaction::transactional);
    }

    private Mono<Before> locked(UUID id) {
        return database.sql(LOCK).bind("id", id).map(EditingMeter::before).one();
    }

    private static Before before(Readable row) {
        Long version = row.get("version", Long.class);
        return new Before(version == null ? 0 : version, String.valueOf(row.get("role", String.class)),
                Boolean.TRUE.equals(row.get("decided", Boolean.class)),
                Boolean.TRUE.equals(row.get("accepted", Boolean.class)),
                Boolean.TRUE.equals(row.get("uploaded", Boolean.class)));
    }

    private Mono<Void> change(String sql, UUID id, Caller caller, @Nullable String role) {
        var statement = database.sql(sql).bind("id", id).bind("user", caller.userId()).bind("now", clock.instant());
        return (role == null ? statement : statement.bind("role", role)).then();
    }
}
