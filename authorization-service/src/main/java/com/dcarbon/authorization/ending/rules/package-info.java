// SPDX-License-Identifier: Apache-2.0
/** When an authorization may be ended. */
@NullMarked
package com.dcarbon.authorization.ending.rules;

import org.jspecify.annotations.NullMarked;
