// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Component;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.gap.GapLedger;
import com.dcarbon.ingestion.meter.MeterConditions;
import com.dcarbon.ingestion.schedule.Reaches;
import com.dcarbon.ingestion.schedule.ScheduleSettings;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.ingestion.schedule.rules.SyncWindow.Reach;

import reactor.core.publisher.Mono;

/**
 * Orders what follows an import at once: the next part of a long period; the history of meters that were found later
 * than others; what is missing. One after the other, and within limits: the rest waits for the next turn.
 */
@Component
class FollowingImports {
    private final PlannedJobs jobs;
    private final GapLedger ledger;
    private final MeterConditions meters;
    private final Reaches reaches;
    private final ScheduleSettings settings;
    private final Clock clock;

    FollowingImports(PlannedJobs jobs, GapLedger ledger, MeterConditions meters, Reaches reaches,
            ScheduleSettings settings, Clock clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.meters = meters;
        this.reaches = reaches;
        this.settings = settings;
        this.clock = clock;
    }

    /** In the transaction that ends the import. */
    Mono<Void> follow(ImportJob job) {
        Reach reach = reaches.of(job.providerId());
        if (job.end().isBefore(job.run().target())) {
            return jobs.follow(job, SyncWindow.following(job.kind(), job.end(), job.run().target(), reach), true);
        }
        if (job.isAgain() || job.run().followUps() >= settings.followUps()) {
            return Mono.empty();
        }
        return lacking(job, reach).switchIfEmpty(Mono.defer(() -> missing(job, reach)))
                .flatMap(window -> jobs.follow(job, window, false));
    }

    private Mono<SyncWindow> lacking(ImportJob job, Reach reach) {
        Instant now = clock.instant();
        return job.kind() == ImportKind.HISTORICAL
                ? Mono.empty()
                : meters.lackingBefore(job.authorizationId(), SyncWindow.historyFrom(reach, now))
                        .map(from -> SyncWindow.lacking(from, reach, now));
    }

    private Mono<SyncWindow> missing(ImportJob job, Reach reach) {
        return ledger.due(job.authorizationId())
                .map(gap -> SyncWindow.backfill(gap.start(), gap.end(), reach));
    }
}
