// SPDX-License-Identifier: Apache-2.0
/** What only other services may ask, on a port of its own. */
@NullMarked
package com.dcarbon.authorization.internal;

import org.jspecify.annotations.NullMarked;
