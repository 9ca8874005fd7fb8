// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.EventKind;

import reactor.core.publisher.Mono;

/** Imports that lose the database. */
class LostDatabaseIT extends LongImportTestBase {
    private static final Duration OUTAGE = Duration.ofSeconds(8);

    @Test
    void anImportThatLosesTheDatabaseGoesOnWithWhatItHasFetched() throws SQLException {
        try (Connection hand = noRoomFor2026()) {
            authorized("plain");
            for (int outage = 1; outage <= 3; outage++) {
                await(() -> stored() > 0 && standsStill());
                execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where usename = current_user and application_name <> 'hand'
                           and pid <> pg_backend_pid() and :id is not null""");
            }
            hand.rollback();
        }

        isFinishedOnceAndWhole();
        assertThat(requests()).isOne();
        assertThat(count("select attempts + deaths + waits from import_jobs where facility_id = :id")).isZero();
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
    }

    @Test
    void anImportOutlivesADatabaseThatNobodyReachesForAWhile() throws Exception {
        authorized("plain");
        await(() -> stored() > 0);
        try (var owner = postgres.connect(); var statement = owner.createStatement()) {
            statement.execute("alter database " + postgres.name() + " connection limit 0");
            try {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where usename = current_user and pid <> pg_backend_pid()");
                Mono.delay(OUTAGE).block();
            } finally {
                statement.execute("alter database " + postgres.name() + " connection limit -1");
            }
        }

        await(() -> database.sql("select 1").fetch().one().onErrorComplete().blockOptional().isPresent());
        isFinishedOnceAndWhole();
        assertThat(requests()).isOne();
        assertThat(count("select attempts + deaths + waits from import_jobs where facility_id = :id")).isZero();
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
    }
}
