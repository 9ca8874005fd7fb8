// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

/** Ends a fetch early with an outcome. */
public final class StopFetching extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FetchOutcome outcome;

    private StopFetching(FetchOutcome outcome) {
        super("the fetch ends here", null, false, false);
        this.outcome = outcome;
    }

    public static StopFetching failed(FetchFailure reason, String detail) {
        return with(new FetchOutcome.Failed(reason, detail, null));
    }

    public static StopFetching with(FetchOutcome outcome) {
        return new StopFetching(outcome);
    }

    public FetchOutcome outcome() {
        return outcome;
    }
}
