// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Instant;

import reactor.core.publisher.Mono;

/** The work that waits for a utility: what becomes of it while it is down, and afterwards. */
public interface WorkOfProvider {

    /**
     * It is down: whoever waits for it is told so, once. True if there may be more of them.
     *
     * @param until when it is asked again
     */
    Mono<Boolean> hindered(String providerId, Instant until);

    /** It answers again: what waited becomes due, spread out. In the transaction that says so. */
    Mono<Void> released(String providerId, Instant now);
}
