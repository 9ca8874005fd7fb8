// SPDX-License-Identifier: Apache-2.0
/** Utilities as Green Button data custodians on one small HTTP server, for the local stack and for tests. */
@NullMarked
package com.dcarbon.simulator;

import org.jspecify.annotations.NullMarked;
