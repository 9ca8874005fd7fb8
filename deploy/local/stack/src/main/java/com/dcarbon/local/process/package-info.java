// SPDX-License-Identifier: Apache-2.0
/** Processes with a log, a note of who they are, and an end. */
@NullMarked
package com.dcarbon.local.process;

import org.jspecify.annotations.NullMarked;
