// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

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
        return failed(reason, detail, null);
    }

    static StopFetching failed(FetchFailure reason, String detail, @Nullable Instant notBefore) {
        return new StopFetching(new FetchOutcome.Failed(reason, detail, notBefore));
    }

    static StopFetching waiting(Instant until) {
        return new StopFetching(new FetchOutcome.Waiting(until));
    }

    FetchOutcome outcome() {
        return outcome;
    }
}
