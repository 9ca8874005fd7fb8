// SPDX-License-Identifier: Apache-2.0
/** The time, injected. */
@NullMarked
package com.dcarbon.platform.clock;

import org.jspecify.annotations.NullMarked;
