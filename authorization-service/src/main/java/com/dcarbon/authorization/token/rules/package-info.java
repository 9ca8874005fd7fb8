// SPDX-License-Identifier: Apache-2.0
/** When a token is good and when it must be refreshed, as plain Java. */
@NullMarked
package com.dcarbon.authorization.token.rules;

import org.jspecify.annotations.NullMarked;
