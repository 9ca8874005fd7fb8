// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health.rules;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

/** What an attempt to fetch data says about the utility itself. */
public enum Evidence {
    /** It gave everything that was asked for. */
    DATA,
    /** It is there, although this request had no luck. */
    ANSWER,
    /** It does not answer, or with an error of its own. */
    SILENCE,
    /** Nothing either way: it was not asked, or its answer may be anybody's. */
    NONE;

    /**
     * Reads an outcome. A limit of requests is no evidence, since whatever stands before a dead service sets it too; nor is
     * a damaged feed, which a page about maintenance looks like; nor a permission or a token that was not to be had, since
     * the utility's data service was not asked then.
     */
    public static Evidence of(FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Complete _ -> DATA;
            case FetchOutcome.Preparing _ -> ANSWER;
            case FetchOutcome.Paused _,FetchOutcome.Hindered _ -> NONE;
            case FetchOutcome.Failed failed -> of(failed.reason());
        };
    }

    private static Evidence of(FetchFailure reason) {
        return switch (reason) {
            case PROVIDER_UNAVAILABLE -> SILENCE;
            case FEED_TOO_LARGE, PROTOCOL_ERROR, REQUEST_REFUSED, PAYMENT_REQUIRED, COLLECTION_FAILED, DATA_GONE ->
                ANSWER;
            case PROVIDER_BUSY, PROVIDER_NOT_READY, MALFORMED_FEED, BUDGET_EXHAUSTED, REAUTHORIZATION_REQUIRED,
                    AUTHORIZATION_NOT_ACTIVE, AUTHORIZATION_ENDED, TOKEN_UNAVAILABLE, PROVIDER_UNKNOWN, INTERNAL_ERROR,
                    WORKERS_DIED, METER_ELSEWHERE, METER_CONNECTED, FILE_GONE ->
                NONE;
        };
    }
}
