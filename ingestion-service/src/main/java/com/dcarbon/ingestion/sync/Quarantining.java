// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.espi.Refusal;
import com.dcarbon.ingestion.quarantine.Finding;
import com.dcarbon.ingestion.quarantine.Quarantine;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes what of an import was not understood: a whole feed, or what was left out of it. */
@Component
class Quarantining {
    private final Quarantine quarantine;

    Quarantining(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    Mono<Void> note(ImportJob job, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Complete(var data) -> Flux.fromIterable(data.notes().entrySet())
                    .filter(note -> isNotUnderstood(note.getKey()))
                    .concatMap(note -> quarantine.add(left(job, note)))
                    .then();
            case FetchOutcome.Failed failed when failed.reason() == FetchFailure.MALFORMED_FEED -> quarantine
                    .add(new Finding(job.id(), job.facilityId(), job.providerId(), failed.reason().code(),
                            failed.detail(), 1));
            case FetchOutcome.Failed _,FetchOutcome.Preparing _,FetchOutcome.Paused _,FetchOutcome.Hindered _ -> Mono
                    .empty();
        };
    }

    private static Finding left(ImportJob job, Map.Entry<String, Long> note) {
        return new Finding(job.id(), job.facilityId(), job.providerId(), note.getKey(), "left out of the import",
                note.getValue());
    }

    /** Reasons of other protocols tell of what is not wanted, not of what is not understood. */
    private static boolean isNotUnderstood(String reason) {
        try {
            return Refusal.valueOf(reason.toUpperCase(Locale.ROOT)).quarantined();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
