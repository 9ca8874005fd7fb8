// SPDX-License-Identifier: Apache-2.0
/** The whole stack as real processes, asked and walked through the gateway as its users do. */
@NullMarked
package com.dcarbon.systemtests;

import org.jspecify.annotations.NullMarked;
