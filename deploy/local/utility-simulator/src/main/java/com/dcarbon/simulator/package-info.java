// SPDX-License-Identifier: Apache-2.0
/** Utilities as Green Button data custodians, and UtilityAPI, on one small HTTP server: for the local stack and tests. */
@NullMarked
package com.dcarbon.simulator;

import org.jspecify.annotations.NullMarked;
