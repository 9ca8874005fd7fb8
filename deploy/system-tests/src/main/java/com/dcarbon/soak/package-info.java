// SPDX-License-Identifier: Apache-2.0
/** Customers authorize while processes die: a plan from a seed, its execution, and the comparison with the truth. */
@NullMarked
package com.dcarbon.soak;

import org.jspecify.annotations.NullMarked;
