// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.EventKind;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.TestPostgres;

/** An import that is long enough to be interrupted: eight months of quarter hours. */
abstract class LongImportTestBase extends IngestionTestBase {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Midnight in California; the readings reach into the next year, and so into another partition. */
    static final long START = 1_756_882_800;
    static final int READINGS = 96 * 240;

    final UUID job = Ids.next();
    final String batch = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

    @Autowired
    TestPostgres.Database postgres;

    @BeforeEach
    void eightMonthsOfReadings() {
        facilityExists();
        long[] values = new long[READINGS];
        Arrays.setAll(values, i -> i % 1_000);
        answers(simple(1, START, 900, values).xml(), 0);
        neighbours.handOut(authorization, "token-1", neighbours.stubs().baseUrl() + batch, null);
    }

    void answers(String xml, int delay) {
        neighbours.stubs().stubFor(get(urlPathEqualTo(batch)).willReturn(aResponse().withFixedDelay(delay)
                .withHeader("Content-Type", "application/atom+xml")
                .withBody(xml)));
    }

    /** Until it is closed no import stores what belongs into 2026: it stands still in the middle of its slices. */
    Connection noRoomFor2026() throws SQLException {
        Connection hand = postgres.connect();
        hand.setAutoCommit(false);
        try (Statement statement = hand.createStatement()) {
            statement.execute("set application_name = 'hand'");
            statement.execute("lock table interval_blocks_2026 in exclusive mode");
        }
        return hand;
    }

    void isFinishedOnceAndWhole() {
        awaitSync("done");
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 1);
        await(() -> audited("interval_data_imported").size() == 1);
        assertThat(events(EventKind.METERS_IMPORTED)).hasSize(1);
        assertThat(meters()).hasSize(1);
        assertThat(readings()).isEqualTo(READINGS);
        assertThat(count("""
                select count(*) from interval_block_revisions r join meters m on m.id = r.meter_id
                 where m.facility_id = :id""")).isZero();
        assertThat(count("select readings_stored from import_jobs where facility_id = :id")).isEqualTo(READINGS);
        leavesNoTemporaryFiles();
    }

    void leavesNoTemporaryFiles() {
        leavesNothingInTheSpool();
    }

    long readings() {
        return count("select count(*) from intervals i join meters m on m.id = i.meter_id where m.facility_id = :id");
    }

    long stored() {
        return count("select coalesce(sum(readings_stored), 0)::bigint from import_jobs where facility_id = :id");
    }

    /** Whether it stands still, and not between two slices, where the loss of a connection would hurt nobody. */
    boolean standsStill() {
        return count("""
                select count(*) from pg_stat_activity
                 where usename = current_user and wait_event_type = 'Lock' and :id is not null""") > 0;
    }

    int requests() {
        return neighbours.stubs().findAll(getRequestedFor(urlPathEqualTo(batch))).size();
    }

    void execute(String sql) {
        database.sql(sql).bind("id", facility).then().block(PATIENCE);
    }
}
