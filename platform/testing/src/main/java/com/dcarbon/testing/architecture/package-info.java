// SPDX-License-Identifier: Apache-2.0
/** The walls of the house as tests: each module checks its own classes against them. */
@NullMarked
package com.dcarbon.testing.architecture;

import org.jspecify.annotations.NullMarked;
