// SPDX-License-Identifier: Apache-2.0
/** Measures the product against what everyone does, side by side in the same run. */
@NullMarked
package com.dcarbon.bench;

import org.jspecify.annotations.NullMarked;
