// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.ingestion.IngestionTestBase;

/** A utility that asked another replica to leave it alone. */
class ProviderPauseIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private ProviderPauses pauses;
    @Autowired
    private ImportJobs jobs;

    @BeforeEach
    void anAuthorization() throws Exception {
        facilityExists();
        neighbours.authorize(authorization, "sdge", "home-" + facility);
        pauses.pause("sdge", Instant.now().plusSeconds(3_600)).block(PATIENCE);
        authorized("sdge");
        await(() -> count("select count(*) from import_jobs where facility_id = :id") == 1);
    }

    @AfterEach
    void thePauseIsOver() {
        database.sql("delete from provider_pauses").then().block(PATIENCE);
    }

    @Test
    void noWorkerOfAnyReplicaBeginsAnImportBeforeThePauseIsOver() {
        assertThat(jobs.claim("another replica", PATIENCE).blockOptional(PATIENCE)).isEmpty();
        assertThat(sync().path("state").asString()).isEqualTo("queued");

        thePauseIsOver();

        awaitSync("done");
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        pauses.pause("sdge", Instant.now()).block(PATIENCE);

        assertThat(jobs.claim("another replica", PATIENCE).blockOptional(PATIENCE)).isEmpty();
    }
}
