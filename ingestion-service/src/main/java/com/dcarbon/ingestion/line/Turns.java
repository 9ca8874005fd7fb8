// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.time.Instant;

import reactor.core.publisher.Mono;

/** Decides when a provider may be asked the next time. */
public interface Turns {

    /** Completes when it is the caller's turn; fails with {@link StopFetching} where that is not soon. */
    Mono<Void> next();

    /** The provider wants to be left alone until then. */
    Mono<Void> pause(Instant until);
}
