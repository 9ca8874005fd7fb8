// SPDX-License-Identifier: Apache-2.0
/** Meters and intervals as they are imported: {@code dcarbon.interval-data}. */
@NullMarked
package com.dcarbon.events.intervals;

import org.jspecify.annotations.NullMarked;
