// SPDX-License-Identifier: Apache-2.0
/** The utility simulator as a neighbour. */
@NullMarked
package com.dcarbon.neighbours.utility;

import org.jspecify.annotations.NullMarked;
