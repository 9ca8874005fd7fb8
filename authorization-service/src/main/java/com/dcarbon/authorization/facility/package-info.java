// SPDX-License-Identifier: Apache-2.0
/** Who may authorize a facility. */
@NullMarked
package com.dcarbon.authorization.facility;

import org.jspecify.annotations.NullMarked;
