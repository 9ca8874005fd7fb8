// SPDX-License-Identifier: Apache-2.0
/** How a person or a test steers a utility and compares with its truth: JSON and a page, for this machine only. */
@NullMarked
package com.dcarbon.simulator.control;

import org.jspecify.annotations.NullMarked;
