// SPDX-License-Identifier: Apache-2.0
/** The states of an authorization and what leads from one to the next, as plain Java. */
@NullMarked
package com.dcarbon.authorization.lifecycle.rules;

import org.jspecify.annotations.NullMarked;
