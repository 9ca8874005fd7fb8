// SPDX-License-Identifier: Apache-2.0
/** Who the utilities' customers are and what their meters read: generated households and real feeds from files. */
@NullMarked
package com.dcarbon.simulator.customer;

import org.jspecify.annotations.NullMarked;
