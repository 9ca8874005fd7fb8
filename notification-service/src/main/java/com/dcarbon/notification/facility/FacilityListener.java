// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.Event;
import com.dcarbon.events.facility.FacilitySnapshot;

import reactor.core.publisher.Mono;

/** Is told when a facility becomes known or changes, in the transaction that remembers it; not of older states. */
public interface FacilityListener {

    /** @param before the facility as it was known until now, or null if it was not */
    Mono<Void> changed(@Nullable KnownFacility before, Event<FacilitySnapshot> event);
}
