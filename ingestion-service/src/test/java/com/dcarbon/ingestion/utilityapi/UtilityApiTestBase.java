// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.COLLECTION;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.MONITORING;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.accepted;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.nothing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.BeforeEach;

import com.dcarbon.ingestion.IngestionTestBase;

/** An authorized facility whose utility is reached by UtilityAPI. */
abstract class UtilityApiTestBase extends IngestionTestBase {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final String uid = "a" + facility.toString().substring(24);
    final String meter = "m" + facility.toString().substring(24);
    final UtilityApiFake api = new UtilityApiFake(neighbours.stubs(), uid);
    /** Yesterday, at a whole quarter hour. */
    final Instant start = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        neighbours.standsAtUtilityApi(authorization, uid);
        api.paid(COLLECTION, meter, accepted(meter));
        api.paid(MONITORING, meter, accepted(meter));
        api.intervals(meter, nothing());
    }

    /** How many rows of the authorization were changed. */
    long changed(String sql) {
        return java.util.Objects
                .requireNonNull(database.sql(sql).bind("id", authorization).fetch().rowsUpdated().block(PATIENCE));
    }

    long paidCalls(String condition) {
        return java.util.Objects.requireNonNull(database
                .sql("select count(*) from paid_calls where authorization_id = :id and " + condition)
                .bind("id", authorization)
                .map(row -> row.get(0, Long.class))
                .one()
                .block(PATIENCE));
    }
}
