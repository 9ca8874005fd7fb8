// SPDX-License-Identifier: Apache-2.0
/** The list of authorizations, as the API shows it. */
@NullMarked
package com.dcarbon.authorization.record;

import org.jspecify.annotations.NullMarked;
