// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.FetchFailure;

class ImportJobTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant START = END.minus(Duration.ofDays(30));
    private static final SyncSettings SETTINGS = new SyncSettings(1, Duration.ofSeconds(1), Duration.ofMinutes(1), 10,
            Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(48));

    private static ImportJob job(ImportKind kind, String key) {
        return new ImportJob(ID, ID, ID, "pge", AuthMethod.GREEN_BUTTON, kind,
                new ImportJob.Run(key, START, END, 0), START, END, 0, 0, 0, END, END, ID, null, Map.of(), List.of(),
                null);
    }

    private static boolean isTriedAgain(ImportJob job, int attempts, Duration after) {
        return SETTINGS.retryPolicy(job)
                .next(FetchFailure.PROVIDER_UNAVAILABLE, attempts, END, null, END.plus(after), () -> 1)
                .isPresent();
    }

    @Test
    void whatFillsInIsTriedFewTimesAndWaitsForLessThanHalfADay() {
        ImportJob fillsIn = job(ImportKind.BACKFILL, NewImport.keyOfFollowing(ID));
        ImportJob turn = job(ImportKind.INCREMENTAL, NewImport.keyOfTurn(END));

        assertThat(isTriedAgain(fillsIn, 2, Duration.ofMinutes(1))).isTrue();
        assertThat(isTriedAgain(fillsIn, 3, Duration.ofMinutes(1))).isFalse();
        assertThat(isTriedAgain(turn, 30, Duration.ofHours(47))).isTrue();
        assertThat(SETTINGS.patience(fillsIn)).isLessThan(Duration.ofHours(12));
        assertThat(SETTINGS.patience(turn)).isEqualTo(Duration.ofHours(48));
    }

    @Test
    void aFacilityIsToldOfFailuresOfWhatItsUtilityWasAskedForAndSomebodyWaitsFor() {
        assertThat(job(ImportKind.INCREMENTAL, NewImport.keyOfTurn(END)).isTold()).isTrue();
        assertThat(job(ImportKind.INCREMENTAL, NewImport.keyOfFollowing(ID)).isTold()).isTrue();
        assertThat(job(ImportKind.BACKFILL, NewImport.keyOfPerson(END)).isTold()).isTrue();
        assertThat(job(ImportKind.BACKFILL, NewImport.keyOfFollowing(ID)).isTold()).isFalse();
        assertThat(job(ImportKind.BACKFILL, "reparse-" + ID + "-" + END).isTold()).isFalse();
        assertThat(job(ImportKind.UPLOAD, "upload").isTold()).isFalse();
    }

    @Test
    void dataAreNotUpToDateBecauseAnOldImportWasMadeUpFor() {
        ImportJob turn = job(ImportKind.INCREMENTAL, NewImport.keyOfTurn(END));

        assertThat(turn.upToDate(END.plus(Duration.ofMinutes(50)))).contains(END.plus(Duration.ofMinutes(50)));
        assertThat(turn.upToDate(END.plus(Duration.ofDays(14)))).contains(END);
        assertThat(job(ImportKind.HISTORICAL, "authorized-1").upToDate(END.plus(Duration.ofDays(2)))).contains(END);
        assertThat(job(ImportKind.BACKFILL, "reparse-" + ID + "-" + END).upToDate(END)).isEmpty();
    }
}
