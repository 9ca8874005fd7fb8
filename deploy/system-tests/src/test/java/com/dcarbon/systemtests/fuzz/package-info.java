// SPDX-License-Identifier: Apache-2.0
/** What no client sends: every call of the API documents, spoilt at random, and what a hostile one tries on purpose. */
@NullMarked
package com.dcarbon.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
