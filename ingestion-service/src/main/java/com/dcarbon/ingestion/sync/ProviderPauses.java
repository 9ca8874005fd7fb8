// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/** Which providers want to be left alone and until when, for all replicas: no job of theirs is claimed before. */
@Repository
class ProviderPauses {
    private final DatabaseClient database;

    ProviderPauses(DatabaseClient database) {
        this.database = database;
    }

    /** A longer pause that is known already stays. */
    Mono<Void> pause(String providerId, Instant until) {
        return database.sql("""
                insert into provider_pauses (provider_id, until) values (:provider, :until)
                on conflict (provider_id) do update set until = greatest(provider_pauses.until, excluded.until)""")
                .bind("provider", providerId)
                .bind("until", until)
                .then();
    }
}
