// SPDX-License-Identifier: Apache-2.0
/** Reads and exports through the gateway against psql on the same server. */
@NullMarked
package com.dcarbon.bench.read;

import org.jspecify.annotations.NullMarked;
