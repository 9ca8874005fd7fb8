// SPDX-License-Identifier: Apache-2.0
/** What settings a process may have outside of a local stack; with others it does not start. */
@NullMarked
package com.dcarbon.platform.surroundings;

import org.jspecify.annotations.NullMarked;
