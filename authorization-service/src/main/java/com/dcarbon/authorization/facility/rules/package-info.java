// SPDX-License-Identifier: Apache-2.0
/** Who may do what at a facility, as plain Java. */
@NullMarked
package com.dcarbon.authorization.facility.rules;

import org.jspecify.annotations.NullMarked;
