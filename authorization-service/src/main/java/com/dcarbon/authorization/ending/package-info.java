// SPDX-License-Identifier: Apache-2.0
/** Ends authorizations here, and sees to it that they end at the utility. */
@NullMarked
package com.dcarbon.authorization.ending;

import org.jspecify.annotations.NullMarked;
