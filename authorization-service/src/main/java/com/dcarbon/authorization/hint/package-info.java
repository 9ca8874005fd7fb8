// SPDX-License-Identifier: Apache-2.0
/** What utilities tell by themselves: hints to follow, never facts. */
@NullMarked
package com.dcarbon.authorization.hint;

import org.jspecify.annotations.NullMarked;
