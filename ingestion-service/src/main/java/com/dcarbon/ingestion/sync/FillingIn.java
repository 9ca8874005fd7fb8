// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.gap.GapLedger;
import com.dcarbon.ingestion.meter.MeterConditions;

import reactor.core.publisher.Mono;

/** What becomes of what is missing of old when an import that asked for it is given up. */
@Component
class FillingIn {
    private final GapLedger ledger;
    private final MeterConditions meters;

    FillingIn(GapLedger ledger, MeterConditions meters) {
        this.ledger = ledger;
        this.meters = meters;
    }

    /** Nobody asks for it again at once, so that what else is missing has its turn. In the transaction that gives it up. */
    Mono<Void> givenUp(ImportJob job) {
        return job.fillsIn()
                ? ledger.refused(job.authorizationId(), job.run().start(), job.run().target())
                        .then(Mono.defer(() -> meters.refused(job.authorizationId(), job.run().start(),
                                job.run().target())))
                : Mono.empty();
    }
}
