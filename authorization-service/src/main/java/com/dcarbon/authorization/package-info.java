// SPDX-License-Identifier: Apache-2.0
/** The authorization service: consent of utility customers, their tokens, and the life of each authorization. */
@NullMarked
package com.dcarbon.authorization;

import org.jspecify.annotations.NullMarked;
