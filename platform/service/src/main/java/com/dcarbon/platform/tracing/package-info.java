// SPDX-License-Identifier: Apache-2.0
/** Traces that wait in rows and go on when their work does. */
@NullMarked
package com.dcarbon.platform.tracing;

import org.jspecify.annotations.NullMarked;
