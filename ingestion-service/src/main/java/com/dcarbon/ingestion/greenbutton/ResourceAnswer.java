// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.espi.SpooledDocument;

/** What a utility answers to a request for a resource, decided by the status before the body is looked at. */
sealed interface ResourceAnswer {

    /** 200 with a document, which is on disk now. */
    record Document(SpooledDocument document) implements ResourceAnswer {}

    /** 204: there is nothing for that period. */
    record Nothing() implements ResourceAnswer {}

    /** 202: ask for the same again. */
    record NotReady(@Nullable Instant until) implements ResourceAnswer {}

    /** 401 or 403. */
    record TokenRefused(int status) implements ResourceAnswer {}

    /** 404 or 410. */
    record Gone(int status) implements ResourceAnswer {}

    /** 400 and what else should not be answered to a sound request, redirections included. */
    record Rejected(int status) implements ResourceAnswer {}

    /** 200 with a web page. */
    record NotAFeed(String contentType) implements ResourceAnswer {}

    record TooLarge() implements ResourceAnswer {}

    /** 429. */
    record Busy(@Nullable Instant until) implements ResourceAnswer {}

    /** 5xx, no answer, or one that was cut off. */
    record Unavailable(String what, @Nullable Instant until) implements ResourceAnswer {}

    /** So many failures lately that it is not even asked. */
    record Resting(Instant until) implements ResourceAnswer {}

    /** The name in metrics. */
    default String outcome() {
        return switch (this) {
            case Document document -> "document";
            case Nothing nothing -> "nothing";
            case NotReady notReady -> "not_ready";
            case TokenRefused refused -> "token_refused";
            case Gone gone -> "gone";
            case Rejected rejected -> "rejected";
            case NotAFeed notAFeed -> "not_a_feed";
            case TooLarge tooLarge -> "too_large";
            case Busy busy -> "busy";
            case Unavailable unavailable -> "unavailable";
            case Resting resting -> "resting";
        };
    }
}
