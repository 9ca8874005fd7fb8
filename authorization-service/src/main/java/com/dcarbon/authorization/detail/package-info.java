// SPDX-License-Identifier: Apache-2.0
/** The full view of one authorization: what this service knows, and what the others know of it. */
@NullMarked
package com.dcarbon.authorization.detail;

import org.jspecify.annotations.NullMarked;
