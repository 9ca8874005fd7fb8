// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.quarantine.Finding;
import com.dcarbon.ingestion.quarantine.Quarantine;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.NotUnderstood;
import com.dcarbon.ingestion.source.NotUnderstood.Place;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes what of an import was not understood: a whole feed, or what was left out of it. */
@Component
class Quarantining {
    private static final String ANOTHER = "another reading was taken";
    private static final String LEFT_OUT = "left out of the import";

    private final Quarantine quarantine;

    Quarantining(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    Mono<Void> note(ImportJob job, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Complete(var data) -> Flux.fromIterable(data.notUnderstood())
                    .concatMap(left -> quarantine
                            .add(finding(job, left.reason(), LEFT_OUT, left.amount(), left.places())))
                    .then();
            case FetchOutcome.Failed failed when failed.reason() == FetchFailure.MALFORMED_FEED -> quarantine
                    .add(finding(job, failed.reason().code(), failed.detail(), 1, List.of()));
            case FetchOutcome.Failed _,FetchOutcome.Preparing _,FetchOutcome.Paused _,FetchOutcome.Hindered _ -> Mono
                    .empty();
        };
    }

    /**
     * Notes of which readings another one was taken, and forgets what is understood now, in the transaction that ends the
     * import.
     */
    Mono<Void> conclude(ImportJob job, MeterData data) {
        return Flux.fromIterable(data.doubtful())
                .concatMap(
                        found -> quarantine.add(finding(job, found.reason(), ANOTHER, found.amount(), found.places())))
                .then(Mono.defer(() -> understood(job, data)));
    }

    /** What is understood now that documents were read again is none of it any more. */
    private Mono<Void> understood(ImportJob job, MeterData data) {
        return Mono.justOrEmpty(Reparsing.earlier(job))
                .flatMap(earlier -> quarantine.keepOnly(earlier,
                        Stream.concat(data.notUnderstood().stream(), data.doubtful().stream())
                                .map(NotUnderstood::reason)
                                .toList()));
    }

    /** It belongs to the import that received the documents, whoever reads them again. */
    private static Finding finding(ImportJob job, String reason, String detail, long amount, List<Place> places) {
        return new Finding(Reparsing.earlier(job).orElse(job.id()), job.facilityId(), job.providerId(), reason, detail,
                amount, places);
    }
}
