// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.util.UUID;

import reactor.core.publisher.Mono;

/** Documents that lie somewhere else than in the archive, too, and go when they are erased there. */
public interface Copies {

    /** Removes the facility's, but for those that are still to be imported; in the caller's transaction. */
    Mono<Void> forget(UUID facilityId);
}
