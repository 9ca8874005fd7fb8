// SPDX-License-Identifier: Apache-2.0
/** What the answer to a revocation means. */
@NullMarked
package com.dcarbon.authorization.revocation.rules;

import org.jspecify.annotations.NullMarked;
