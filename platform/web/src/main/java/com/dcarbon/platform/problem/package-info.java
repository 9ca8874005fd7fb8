// SPDX-License-Identifier: Apache-2.0
/** Every error as RFC 9457 problem details, from whichever layer it comes. */
@NullMarked
package com.dcarbon.platform.problem;

import org.jspecify.annotations.NullMarked;
