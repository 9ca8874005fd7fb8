// SPDX-License-Identifier: Apache-2.0
/** How what has no end of its own hears that the process ends. */
@NullMarked
package com.dcarbon.platform.shutdown;

import org.jspecify.annotations.NullMarked;
