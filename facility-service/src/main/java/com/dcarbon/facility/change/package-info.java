// SPDX-License-Identifier: Apache-2.0
/** A facility's data is to come from another utility. */
@NullMarked
package com.dcarbon.facility.change;

import org.jspecify.annotations.NullMarked;
