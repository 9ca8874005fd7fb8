// SPDX-License-Identifier: Apache-2.0
/** What surrounds the platform in the local stack, in one process: none of it is meant for production. */
@NullMarked
package com.dcarbon.neighbours;

import org.jspecify.annotations.NullMarked;
