// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.List;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.quarantine.Finding;
import com.dcarbon.ingestion.quarantine.Quarantine;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes what of an import was not understood: a whole feed, or what was left out of it. */
@Component
class Quarantining {
    private static final String LEFT_OUT = "left out of the import";

    private final Quarantine quarantine;

    Quarantining(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    Mono<Void> note(ImportJob job, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Complete(var data) -> Flux.fromIterable(data.notUnderstood())
                    .concatMap(left -> quarantine.add(new Finding(job.id(), job.facilityId(), job.providerId(),
                            left.reason(), LEFT_OUT, left.amount(), left.places())))
                    .then();
            case FetchOutcome.Failed failed when failed.reason() == FetchFailure.MALFORMED_FEED -> quarantine
                    .add(new Finding(job.id(), job.facilityId(), job.providerId(), failed.reason().code(),
                            failed.detail(), 1, List.of()));
            case FetchOutcome.Failed _,FetchOutcome.Preparing _,FetchOutcome.Paused _,FetchOutcome.Hindered _ -> Mono
                    .empty();
        };
    }
}
