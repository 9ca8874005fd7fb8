// SPDX-License-Identifier: Apache-2.0
/** How a utility misbehaves and when: plain descriptions, no protocol. */
@NullMarked
package com.dcarbon.simulator.fault;

import org.jspecify.annotations.NullMarked;
