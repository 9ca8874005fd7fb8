// SPDX-License-Identifier: Apache-2.0
/** The operator of a facility: invited by its owner, bound by a link, withdrawn again. */
@NullMarked
package com.dcarbon.facility.operator;

import org.jspecify.annotations.NullMarked;
