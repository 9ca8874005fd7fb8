// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What became of a {@link DataRequest}. */
public sealed interface FetchOutcome {

    /** Everything is here, perhaps without a single reading. */
    record Complete(MeterData data) implements FetchOutcome {}

    /** The provider prepares its answer, or is known to be down: ask for the same again, not before that time. */
    record Waiting(Instant until) implements FetchOutcome {}

    /**
     * It did not work.
     *
     * @param detail what happened, for the log: no content, no secret
     * @param notBefore the provider's wish when to try again, or null
     */
    record Failed(FetchFailure reason, String detail, @Nullable Instant notBefore) implements FetchOutcome {}
}
