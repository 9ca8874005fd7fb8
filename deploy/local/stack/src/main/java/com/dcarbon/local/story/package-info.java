// SPDX-License-Identifier: Apache-2.0
/** Walks the main story through the running stack and tells what happened. */
@NullMarked
package com.dcarbon.local.story;

import org.jspecify.annotations.NullMarked;
