// SPDX-License-Identifier: Apache-2.0
/** The authorization record: one per facility and utility, with everything that is told when it changes. */
@NullMarked
package com.dcarbon.authorization.lifecycle;

import org.jspecify.annotations.NullMarked;
