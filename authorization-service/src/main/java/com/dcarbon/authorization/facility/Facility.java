// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.facility;

import java.util.UUID;

import com.dcarbon.authorization.facility.rules.FacilityFacts;

/**
 * A facility as far as this service knows it.
 *
 * @param version the sequence of the event that told of it
 */
record Facility(UUID id, long version, String name, FacilityFacts facts) {}
