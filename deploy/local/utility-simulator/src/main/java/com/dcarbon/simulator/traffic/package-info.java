// SPDX-License-Identifier: Apache-2.0
/** Every request to a utility: read, noted, and befallen by the faults that are on. */
@NullMarked
package com.dcarbon.simulator.traffic;

import org.jspecify.annotations.NullMarked;
