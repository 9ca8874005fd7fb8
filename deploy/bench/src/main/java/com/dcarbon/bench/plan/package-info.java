// SPDX-License-Identifier: Apache-2.0
/** The planner alone, among few and among many facilities. */
@NullMarked
package com.dcarbon.bench.plan;

import org.jspecify.annotations.NullMarked;
