// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import java.time.Instant;

import reactor.core.publisher.Mono;

/**
 * Somebody who needs intervals that retention would drop, a report that was frozen for example. Every bean of this type is
 * asked before anything is dropped.
 */
public interface RetentionHold {

    /** The beginning of the oldest interval that is needed, or empty if none is. An error keeps everything. */
    Mono<Instant> neededFrom();
}
