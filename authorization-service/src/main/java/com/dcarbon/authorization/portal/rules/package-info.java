// SPDX-License-Identifier: Apache-2.0
/** What a utility may send along with a customer, as plain Java. */
@NullMarked
package com.dcarbon.authorization.portal.rules;

import org.jspecify.annotations.NullMarked;
