// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What became of a {@link DataRequest}. */
public sealed interface FetchOutcome {

    /** Everything is here, perhaps without a single reading. */
    record Complete(MeterData data) implements FetchOutcome {}

    /**
     * The provider prepares its answer: ask for the same again. Not a failure.
     *
     * @param until not before that time
     * @param places where to ask instead, by the address that was asked
     */
    record Preparing(Instant until, Map<String, String> places) implements FetchOutcome {}

    /** The provider wants to be left alone until then, by everybody. Not a failure of this request. */
    record Paused(Instant until, FetchFailure reason) implements FetchOutcome {}

    /**
     * A neighbour of ours was not there, or a limit of our own forbids it, so that nothing could be asked. Not a failure of this request.
     *
     * @param detail what happened, for the log
     * @param until not to be tried before that time, or null
     */
    record Hindered(FetchFailure reason, String detail, @Nullable Instant until) implements FetchOutcome {
        public Hindered(FetchFailure reason, String detail) {
            this(reason, detail, null);
        }
    }

    /**
     * It did not work.
     *
     * @param detail what happened, for the log: no content, no secret
     * @param notBefore the provider's wish when to try again, or null
     */
    record Failed(FetchFailure reason, String detail, @Nullable Instant notBefore) implements FetchOutcome {}
}
