// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/**
 * How reading data from utilities went. All times only ever move forward, so that what is told twice or late changes
 * nothing; of facilities that are gone nothing is kept.
 */
@Repository
public class Syncs {
    private static final String READ_UP_TO = """
            update facilities set last_sync = greatest(last_sync, :end) where id = :facility""";
    private static final String SUCCEEDED = """
            insert into syncs (facility_id, authorization_id, succeeded_at)
            select id, :authorization, :at from facilities where id = :facility
            on conflict (facility_id, authorization_id)
            do update set succeeded_at = greatest(syncs.succeeded_at, excluded.succeeded_at)""";
    private static final String FAILED = """
            insert into syncs (facility_id, authorization_id, failed_at)
            select id, :authorization, :at from facilities where id = :facility
            on conflict (facility_id, authorization_id)
            do update set failed_at = greatest(syncs.failed_at, excluded.failed_at)""";

    private final DatabaseClient database;

    Syncs(DatabaseClient database) {
        this.database = database;
    }

    /** The facility has data up to {@code end}, under whichever authorization. */
    public Mono<Void> readUpTo(UUID facility, Instant end) {
        return database.sql(READ_UP_TO).bind("facility", facility).bind("end", end).then();
    }

    /** Data could be read under that authorization. */
    public Mono<Void> succeeded(UUID facility, UUID authorization, Instant at) {
        return note(SUCCEEDED, facility, authorization, at);
    }

    /** Data could not be read under that authorization. */
    public Mono<Void> failed(UUID facility, UUID authorization, Instant at) {
        return note(FAILED, facility, authorization, at);
    }

    private Mono<Void> note(String sql, UUID facility, UUID authorization, Instant at) {
        return database.sql(sql)
                .bind("facility", facility)
                .bind("authorization", authorization)
                .bind("at", at)
                .then();
    }
}
