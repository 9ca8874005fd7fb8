// SPDX-License-Identifier: Apache-2.0
/** Who stands around a facility, as the facility service tells. */
@NullMarked
package com.dcarbon.notification.facility;

import org.jspecify.annotations.NullMarked;
