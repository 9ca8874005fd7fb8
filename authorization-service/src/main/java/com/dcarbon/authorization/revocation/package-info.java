// SPDX-License-Identifier: Apache-2.0
/** Ends authorizations at the utility that have ended here, however long that takes. */
@NullMarked
package com.dcarbon.authorization.revocation;

import org.jspecify.annotations.NullMarked;
