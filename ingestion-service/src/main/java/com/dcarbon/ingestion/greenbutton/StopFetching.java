// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

/** Ends a walk early with an outcome. */
final class StopFetching extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FetchOutcome outcome;

    private StopFetching(FetchOutcome outcome) {
        super("the walk ends here", null, false, false);
        this.outcome = outcome;
    }

    static StopFetching failed(FetchFailure reason, String detail) {
        return with(new FetchOutcome.Failed(reason, detail, null));
    }

    static StopFetching with(FetchOutcome outcome) {
        return new StopFetching(outcome);
    }

    FetchOutcome outcome() {
        return outcome;
    }
}
