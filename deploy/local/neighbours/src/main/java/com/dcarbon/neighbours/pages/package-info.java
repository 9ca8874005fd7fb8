// SPDX-License-Identifier: Apache-2.0
/** Plain, script-free pages on the JDK's own HTTP server. */
@NullMarked
package com.dcarbon.neighbours.pages;

import org.jspecify.annotations.NullMarked;
