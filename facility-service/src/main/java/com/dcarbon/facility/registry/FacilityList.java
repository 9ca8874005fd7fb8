// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One page of facilities, with the numbers of the whole list. */
record FacilityList(List<FacilityJson> items, @Nullable String nextCursor, FacilityCounts counts) {}
