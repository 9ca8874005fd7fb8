// SPDX-License-Identifier: Apache-2.0
/** Utilities as data: one profile file each. */
@NullMarked
package com.dcarbon.platform.providers;

import org.jspecify.annotations.NullMarked;
