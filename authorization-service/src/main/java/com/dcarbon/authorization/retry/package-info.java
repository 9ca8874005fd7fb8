// SPDX-License-Identifier: Apache-2.0
/** Trying a failed authorization again: a person does, or is asked to by an administrator. */
@NullMarked
package com.dcarbon.authorization.retry;

import org.jspecify.annotations.NullMarked;
