// SPDX-License-Identifier: Apache-2.0
/** The flow that begins at the utility: what its customer's browser brings along is remembered until a start. */
@NullMarked
package com.dcarbon.authorization.portal;

import org.jspecify.annotations.NullMarked;
