// SPDX-License-Identifier: Apache-2.0
/** A facility and the people around it: {@code dcarbon.facilities}. */
@NullMarked
package com.dcarbon.events.facility;

import org.jspecify.annotations.NullMarked;
